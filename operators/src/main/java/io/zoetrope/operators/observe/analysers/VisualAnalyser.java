package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The image encoder: a vector of each picture. */
public final class VisualAnalyser extends ModelAnalyser<byte[], Vector> {
    private static final long serialVersionUID = 1L;

    public VisualAnalyser(PlannedModel model, Sampling sampling) {
        super(
                model,
                AnalyserSpec.of(Analysers.VISUAL, model.ref(), sampling, model.shape())
                        .withVectors(model.dimension()));
    }

    @Override
    SharedEngine<byte[], Vector> engine(ModelPackage here, RuntimeOptions runtime) {
        return InferenceEngines.images(here, runtime, InferenceEngines.Gathering.AUTO);
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture)
            throws InterruptedException {
        return ask(picture.rgb()).thenApply(VisualAnalyser::observation);
    }

    static Observation observation(Vector vector) {
        if (vector.dimension() == 0) {
            throw new CompletionException(
                    new RejectedInput(
                            Reason.NO_VECTOR, "The model's vector of a picture is not finite."));
        }
        return Observation.of(vector);
    }
}
