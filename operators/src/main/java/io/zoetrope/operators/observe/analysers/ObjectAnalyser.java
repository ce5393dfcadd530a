package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The object detector: what is where in each picture. How each looks says the detector itself, or
 * an encoder that is asked about the crops of the best.
 */
public final class ObjectAnalyser implements Analyser {
    private static final long serialVersionUID = 1L;

    /** Enough for pictures of objects that people look at. */
    private static final int PICTURE_SIDE = 640;

    private static final Vector NO_LOOK = new Vector(null);

    private final PlannedModel model;
    private final Appearances appearances;
    private final AnalyserSpec spec;

    private transient SharedEngine<Picture, List<Detection>> engine;
    private transient float threshold;

    private ObjectAnalyser(PlannedModel model, Appearances appearances, AnalyserSpec spec) {
        this.model = model;
        this.appearances = appearances;
        this.spec = spec;
    }

    /** With the appearances that the detector gives itself, if it does. */
    public ObjectAnalyser(PlannedModel model, Sampling sampling) {
        this(
                model,
                null,
                AnalyserSpec.of(Analysers.OBJECTS, model.ref(), sampling, model.shape())
                        .withVectors(model.dimension())
                        .withLargePicture(PICTURE_SIDE)
                        .recognising(model.recognition()));
    }

    /**
     * The encoder is then the model of what is seen: it names the space of the vectors.
     *
     * @param encoder takes crops
     */
    public ObjectAnalyser withAppearance(PlannedModel encoder) {
        AnalyserSpec seen =
                AnalyserSpec.of(Analysers.OBJECTS, encoder.ref(), spec.sampling(), model.shape())
                        .withVectors(encoder.dimension())
                        .withLargePicture(AnalyserSpec.MAX_LARGE_SIDE)
                        .recognising(encoder.recognition());
        return new ObjectAnalyser(model, new Appearances(encoder), seen);
    }

    @Override
    public AnalyserSpec spec() {
        return spec;
    }

    @Override
    public void open() {
        threshold = model.here().manifest().head().scoreThreshold();
        engine =
                InferenceEngines.objects(
                        model.here(), model.runtime(), InferenceEngines.Gathering.AUTO);
        if (appearances != null) {
            appearances.open();
        }
    }

    @Override
    public List<SharedEngine<?, ?>> engines() {
        return appearances == null ? List.of(engine) : List.of(engine, appearances.engine());
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture)
            throws InterruptedException {
        Picture whole =
                new Picture(picture.rgb(), picture.displayedWidth(), picture.displayedHeight());
        CompletableFuture<List<Detection>> all = engine.submit(whole);
        CompletableFuture<List<Detection>> found = all.thenApply(this::sure);
        return (appearances == null ? found : appearances.of(found, picture.large()))
                .thenCombine(all, (seen, with) -> Observation.of(seen).withWeak(weak(with)));
    }

    private List<Detection> sure(List<Detection> all) {
        return all.stream().filter(one -> one.score() >= threshold).toList();
    }

    private List<Detection> weak(List<Detection> all) {
        return all.stream()
                .filter(one -> one.score() < threshold)
                .map(one -> one.withAppearance(NO_LOOK))
                .toList();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        if (appearances != null) {
            appearances.close();
        }
    }
}
