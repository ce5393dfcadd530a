package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.RuntimeOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The object detector: what is where in each picture. */
public final class ObjectAnalyser extends ModelAnalyser<Picture, List<Detection>> {
    private static final long serialVersionUID = 1L;

    public ObjectAnalyser(PlannedModel model, Sampling sampling) {
        super(model, AnalyserSpec.of(Analysers.OBJECTS, model.ref(), sampling, model.shape()));
    }

    @Override
    SharedEngine<Picture, List<Detection>> engine(ModelPackage here, RuntimeOptions runtime) {
        return InferenceEngines.objects(here, runtime, InferenceEngines.Gathering.AUTO);
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture)
            throws InterruptedException {
        Picture whole =
                new Picture(picture.rgb(), picture.displayedWidth(), picture.displayedHeight());
        return ask(whole).thenApply(Observation::of);
    }
}
