package io.zoetrope.models.packages.manifest;

import java.util.List;

/**
 * Class names in the order of the graph's output. Of an audio encoder whose graph gives no scores
 * they are sentences for the text encoder of its space.
 *
 * @param names in the manifest itself, or empty
 * @param file one name a line, listed under {@code files}; empty if {@code names} has them
 * @param minScore below it a class is not named; read by audio encoders only
 */
public record LabelList(List<String> names, String file, float minScore) {
    public static final float DEFAULT_MIN_SCORE = 0.3f;

    public static final LabelList NONE = of(List.of());

    public static LabelList of(List<String> names) {
        return new LabelList(names, "", DEFAULT_MIN_SCORE);
    }
}
