package io.zoetrope.operators.observe;

import io.zoetrope.domain.Vector;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The image encoder: a vector of each picture. */
public final class VisualAnalyser implements Analyser {
    private static final long serialVersionUID = 1L;

    private final PlannedModel model;
    private final AnalyserSpec spec;

    private transient SharedEngine<byte[], Vector> engine;

    public VisualAnalyser(PlannedModel model, Sampling sampling) {
        this.model = model;
        this.spec =
                AnalyserSpec.of(Analysers.VISUAL, model.ref(), sampling, model.shape())
                        .withVectors(model.dimension());
    }

    @Override
    public AnalyserSpec spec() {
        return spec;
    }

    @Override
    public void open() {
        engine =
                InferenceEngines.images(
                        model.here(), model.runtime(), InferenceEngines.Gathering.AUTO);
    }

    @Override
    public List<SharedEngine<?, ?>> engines() {
        return List.of(engine);
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture)
            throws InterruptedException {
        return engine.submit(picture.rgb()).thenApply(Observation::of);
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
