package io.zoetrope.models.text;

import io.zoetrope.models.packages.manifest.TextRegions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From a map of probabilities to regions, after Liao et al. 2020 (DB): what is at or above a
 * threshold, its connected parts, the tight rectangle of each, grown back to the size of the
 * writing, as the map shows the shrunk middle of it. Thread-safe.
 */
public final class RegionFinder {
    private final TextRegions rule;

    /**
     * What one picture shows.
     *
     * @param regions in pixels of the picture, the surest first
     * @param dropped how many more there were than are kept
     */
    public record Found(List<TextRegion> regions, int dropped) {}

    public RegionFinder(TextRegions rule) {
        this.rule = rule;
    }

    /**
     * @param map {@code width * height} probabilities, row by row; what is not a number is no text
     * @param pictureWidth of the picture that the regions are wanted in
     * @param pictureHeight likewise
     */
    public Found find(float[] map, int width, int height, int pictureWidth, int pictureHeight) {
        float across = (float) pictureWidth / width;
        float down = (float) pictureHeight / height;
        List<TextRegion> regions = new ArrayList<>();
        int least = rule.minSide() * rule.minSide();
        for (Components.Part part :
                new Components(map, width, height, rule.threshold()).find(least)) {
            if (part.mean() >= rule.boxThreshold()) {
                TextRegion tight = TightRectangle.around(part.edge(), part.mean());
                if (Math.min(tight.width(), tight.height()) >= rule.minSide()) {
                    regions.add(grown(tight).scaled(across, down));
                }
            }
        }
        regions.sort(Comparator.comparing(TextRegion::score).reversed());
        int kept = Math.min(regions.size(), rule.maxRegions());
        return new Found(List.copyOf(regions.subList(0, kept)), regions.size() - kept);
    }

    private TextRegion grown(TextRegion tight) {
        float area = tight.width() * tight.height();
        return tight.grown(area * rule.unclip() / (2 * (tight.width() + tight.height())));
    }
}
