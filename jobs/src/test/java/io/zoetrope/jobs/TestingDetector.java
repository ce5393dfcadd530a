package io.zoetrope.jobs;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sees the same in every picture, five times a second: a ball that flies from left to right within
 * ten seconds, called "moon" now and then, with the colours of the whole picture as appearance.
 */
public final class TestingDetector implements Analyser {
    public static final ModelRef MODEL = new ModelRef("testing-balls", "2");
    private static final long serialVersionUID = 1L;
    private static final int SIDE = 32;
    private static final long STEP_US = 200_000;

    @Override
    public AnalyserSpec spec() {
        return AnalyserSpec.of(
                Analysers.OBJECTS,
                MODEL,
                Sampling.every(STEP_US),
                new FrameShape(SIDE, SIDE, FrameShape.Fit.STRETCH, 0));
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture) {
        Vector colours = TestingEncoder.colours(picture.rgb());
        String label = picture.ptsUs() / STEP_US % 4 == 0 ? "moon" : "ball";
        Detection ball = new Detection(label, .9f, box(picture.ptsUs()), colours);
        return CompletableFuture.completedFuture(Observation.of(List.of(ball)));
    }

    public static Box box(long us) {
        float x = .1f + .07f * (us % 10_000_000) / 1e6f;
        return new Box(x, .4f, x + .1f, .55f);
    }
}
