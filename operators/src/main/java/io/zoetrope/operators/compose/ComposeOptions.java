package io.zoetrope.operators.compose;

import io.zoetrope.domain.ModelRef;
import java.io.Serializable;

/**
 * Settings of {@link ComposeMoments}.
 *
 * @param modelName of the encoder
 * @param modelVersion of the encoder
 */
public record ComposeOptions(String modelName, String modelVersion, MomentRules rules)
        implements Serializable {
    ModelRef model() {
        return new ModelRef(modelName, modelVersion);
    }
}
