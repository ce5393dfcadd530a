package io.zoetrope.models.packages;

import java.util.List;

/**
 * Class names in the order of the graph's output.
 *
 * @param names in the manifest itself, or empty
 * @param file one name a line, listed under {@code files}; empty if {@code names} has them
 */
public record LabelList(List<String> names, String file) {
    public static final LabelList NONE = new LabelList(List.of(), "");
}
