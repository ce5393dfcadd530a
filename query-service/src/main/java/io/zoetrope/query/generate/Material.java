package io.zoetrope.query.generate;

import io.zoetrope.query.question.Degraded;
import java.util.List;

/**
 * What was found for a question.
 *
 * @param scenes the likeliest first, or in order of time if whatever is there was asked for
 * @param degraded parts of the question that could not be looked at
 */
public record Material(List<Scene> scenes, List<Degraded> degraded) {
    static final Material NONE = new Material(List.of(), List.of());
}
