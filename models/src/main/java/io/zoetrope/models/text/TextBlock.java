package io.zoetrope.models.text;

import io.zoetrope.domain.Box;
import java.util.List;

/**
 * Lines that belong together, from the top.
 *
 * @param lines at least one
 * @param box around them, in [0,1] of the picture
 */
public record TextBlock(List<TextLine> lines, Box box) {

    /** All lines, a line break between two. */
    public String text() {
        return String.join("\n", lines.stream().map(TextLine::text).toList());
    }

    /** Mean over the lines, each as long as it is, [0,1]. */
    public float confidence() {
        double sum = 0;
        int length = 0;
        for (TextLine line : lines) {
            sum += (double) line.confidence() * line.text().length();
            length += line.text().length();
        }
        return length == 0 ? 0 : (float) (sum / length);
    }
}
