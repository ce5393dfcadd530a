package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.read.TextReader;
import io.zoetrope.models.text.Page;
import io.zoetrope.models.text.PageText;
import java.io.Serializable;
import java.util.List;

/** The two model packages that read writing, see {@link PlannedModel}. */
public record PlannedReader(PlannedModel detector, PlannedModel recognizer)
        implements Serializable {
    /**
     * @throws ManifestException if a package is not there or is wrong
     */
    public static PlannedReader find(
            List<String> folders, String detector, String recognizer, RuntimeOptions runtime) {
        return new PlannedReader(
                PlannedModel.find(folders, detector, runtime),
                PlannedModel.find(folders, recognizer, runtime));
    }

    ModelRef ref() {
        return TextReader.model(detector.ref(), recognizer.ref());
    }

    SharedEngine<Page, PageText> open() {
        return InferenceEngines.pages(
                detector.here(),
                recognizer.here(),
                detector.runtime(),
                InferenceEngines.Gathering.AUTO);
    }
}
