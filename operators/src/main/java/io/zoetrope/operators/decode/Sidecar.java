package io.zoetrope.operators.decode;

import io.zoetrope.domain.Problem;
import io.zoetrope.media.captions.CaptionLine;
import java.util.ArrayList;
import java.util.List;

/**
 * What a video's caption file says, or says of one segment.
 *
 * @param lines by start
 * @param dropped lines that are not among them: broken, too many, or after the video's end
 * @param problem why it could not be read, or null
 */
public record Sidecar(List<CaptionLine> lines, int dropped, Problem problem) {
    /** Most lines of one segment: 50 a second at ten seconds. */
    static final int MOST = 500;

    public static final Sidecar NONE = new Sidecar(List.of(), 0, null);

    static Sidecar unreadable(Problem why) {
        return new Sidecar(List.of(), 0, why);
    }

    /**
     * Its lines that start in a range.
     *
     * @param overUs where the video ends if it ends in the range; else the largest number
     */
    Sidecar within(long startUs, long endUs, long overUs) {
        List<CaptionLine> within = new ArrayList<>();
        int left = 0;
        for (CaptionLine line : lines) {
            if (line.startUs() < startUs || line.startUs() >= endUs) {
                continue;
            }
            if (line.startUs() >= overUs || within.size() >= MOST) {
                left++;
            } else {
                within.add(line.endUs() <= overUs ? line : until(line, overUs));
            }
        }
        return new Sidecar(List.copyOf(within), left, problem);
    }

    private static CaptionLine until(CaptionLine line, long endUs) {
        return new CaptionLine(line.startUs(), endUs, line.text(), line.language(), line.speaker());
    }

    /** About what it takes in memory, in characters. */
    long weight() {
        return lines.stream().mapToLong(line -> 64 + line.text().length()).sum();
    }
}
