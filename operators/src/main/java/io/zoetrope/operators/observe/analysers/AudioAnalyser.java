package io.zoetrope.operators.observe.analysers;

import io.zoetrope.domain.SoundClass;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.runtime.HeardSound;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.HeardWindow;
import io.zoetrope.operators.observe.SoundAnalyser;
import io.zoetrope.operators.observe.SoundInput;
import io.zoetrope.operators.observe.SoundObservation;
import io.zoetrope.operators.observe.SoundSpec;
import io.zoetrope.operators.sound.Loudness;
import io.zoetrope.operators.sound.SampledSound;
import io.zoetrope.operators.sound.SoundGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The audio encoder: a vector, classes and the loudness of each window. A silent one is not
 * encoded, and silent ones that follow each other are one.
 */
public final class AudioAnalyser implements SoundAnalyser {
    private static final long serialVersionUID = 1L;

    private final PlannedSound model;
    private final SoundSpec spec;

    private transient SharedEngine<float[], HeardSound> engine;

    public AudioAnalyser(PlannedSound model) {
        this.model = model;
        this.spec =
                new SoundSpec(
                        Analysers.SOUND,
                        model.ref(),
                        SoundPiece.usOf(model.samples()) + 1,
                        model.model().dimension());
    }

    @Override
    public SoundSpec spec() {
        return spec;
    }

    @Override
    public void open() {
        engine =
                InferenceEngines.taggedSounds(
                        model.model().here(),
                        model.model().wordsHere(),
                        model.model().runtime(),
                        InferenceEngines.Gathering.AUTO);
    }

    @Override
    public List<SharedEngine<?, ?>> engines() {
        return List.of(engine);
    }

    @Override
    public CompletableFuture<SoundObservation> listen(SoundInput segment)
            throws InterruptedException {
        List<CompletableFuture<HeardWindow>> asked = new ArrayList<>();
        SoundGrid grid = new SoundGrid(model.samples());
        // Sound may begin in the middle of a window.
        long startUs = segment.first() ? Long.MIN_VALUE : segment.startUs();
        for (SoundGrid.Place place : grid.places(segment.sound(), startUs, segment.endUs())) {
            asked.add(listen(segment.sound(), place));
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> SoundObservation.windows(joined(asked)));
    }

    private CompletableFuture<HeardWindow> listen(SampledSound sound, SoundGrid.Place place)
            throws InterruptedException {
        float[] samples = sound.samples(place.from(), place.to());
        float loudness = Loudness.of(samples, place.heard());
        long startUs = SoundPiece.usOf(place.from());
        long endUs = SoundPiece.usOf(place.to());
        if (Loudness.isSilent(loudness)) {
            return CompletableFuture.completedFuture(HeardWindow.silence(startUs, endUs, loudness));
        }
        return engine.submit(samples)
                .thenApply(
                        heard ->
                                HeardWindow.sound(
                                        startUs, endUs, loudness, heard.vector(), classes(heard)));
    }

    private static List<SoundClass> classes(HeardSound heard) {
        return heard.classes().stream().map(c -> new SoundClass(c.label(), c.score())).toList();
    }

    private static List<HeardWindow> joined(List<CompletableFuture<HeardWindow>> asked) {
        List<HeardWindow> windows = new ArrayList<>();
        for (CompletableFuture<HeardWindow> answer : asked) {
            HeardWindow next = answer.join();
            int last = windows.size() - 1;
            if (last >= 0 && windows.get(last).goesOnWith(next)) {
                windows.set(last, windows.get(last).with(next));
            } else {
                windows.add(next);
            }
        }
        return List.copyOf(windows);
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
