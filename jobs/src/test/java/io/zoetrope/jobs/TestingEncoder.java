package io.zoetrope.jobs;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import java.util.concurrent.CompletableFuture;

/** Sees nothing but colours: the normalised mean colours of a 4×4 grid. */
public final class TestingEncoder implements Analyser {
    private static final long serialVersionUID = 1L;
    private static final int SIDE = 32;
    private static final int CELLS = 4;

    private final Sampling sampling;

    public TestingEncoder(Sampling sampling) {
        this.sampling = sampling;
    }

    @Override
    public AnalyserSpec spec() {
        return AnalyserSpec.of(
                        Analysers.VISUAL,
                        new ModelRef("testing-colours", "1"),
                        sampling,
                        new FrameShape(SIDE, SIDE, FrameShape.Fit.STRETCH, 0))
                .withVectors(CELLS * CELLS * 3);
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture) {
        return CompletableFuture.completedFuture(Observation.of(colours(picture.rgb())));
    }

    static Vector colours(byte[] rgb) {
        float[] sums = new float[CELLS * CELLS * 3];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int cell = (pixel / SIDE * CELLS / SIDE) * CELLS + pixel % SIDE * CELLS / SIDE;
            // From -1 to 1, so that different colours point in different directions.
            sums[cell * 3 + i % 3] += (rgb[i] & 0xff) / 127.5f - 1;
        }
        double squares = 1e-9;
        for (float sum : sums) {
            squares += sum * sum;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= (float) Math.sqrt(squares);
        }
        return new Vector(sums);
    }
}
