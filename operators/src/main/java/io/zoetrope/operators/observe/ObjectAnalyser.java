package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.runtime.Picture;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The object detector: what is where in each picture. */
public final class ObjectAnalyser implements Analyser {
    private static final long serialVersionUID = 1L;

    private final PlannedModel model;
    private final AnalyserSpec spec;

    private transient SharedEngine<Picture, List<Detection>> engine;

    public ObjectAnalyser(PlannedModel model, Sampling sampling) {
        this.model = model;
        this.spec = AnalyserSpec.of(Analysers.OBJECTS, model.ref(), sampling, model.shape());
    }

    @Override
    public AnalyserSpec spec() {
        return spec;
    }

    @Override
    public void open() {
        engine =
                InferenceEngines.objects(
                        model.here(), model.runtime(), InferenceEngines.Gathering.AUTO);
    }

    @Override
    public List<SharedEngine<?, ?>> engines() {
        return List.of(engine);
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture)
            throws InterruptedException {
        Picture whole =
                new Picture(picture.rgb(), picture.displayedWidth(), picture.displayedHeight());
        return engine.submit(whole).thenApply(Observation::of);
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
