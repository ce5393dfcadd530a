package io.zoetrope.operators.compose;

import io.zoetrope.domain.ModelRef;
import java.io.Serializable;

/**
 * Settings of {@link ComposeMoments}.
 *
 * @param modelName of the encoder
 * @param modelVersion of the encoder
 * @param giveUpMs how long nothing of an open video may arrive, milliseconds of processing time;
 *     also how long a removed video's stragglers are kept out
 * @param statusEveryMs least time between two progress statuses of one video
 */
public record ComposeOptions(
        String modelName, String modelVersion, MomentRules rules, long giveUpMs, long statusEveryMs)
        implements Serializable {
    ModelRef model() {
        return new ModelRef(modelName, modelVersion);
    }
}
