package io.zoetrope.jobs;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.FrameShape;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.observe.FrameObserver;
import io.zoetrope.operators.observe.FrameObserverFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sees nothing but colours: the normalised mean colours of a 4×4 grid. */
final class TestingFrameObservers implements FrameObserverFactory {
    private static final long serialVersionUID = 1L;
    private static final int SIDE = 32;
    private static final int CELLS = 4;

    @Override
    public ModelRef model() {
        return new ModelRef("testing-colours", "1");
    }

    @Override
    public int dimension() {
        return CELLS * CELLS * 3;
    }

    @Override
    public FrameShape encoderShape() {
        return new FrameShape(SIDE, SIDE, FrameShape.Fit.STRETCH, 0);
    }

    @Override
    public FrameShape detectorShape() {
        return null;
    }

    @Override
    public FrameObserver open() {
        return new FrameObserver() {
            @Override
            public CompletableFuture<Vector> embed(byte[] rgb) {
                return CompletableFuture.completedFuture(colours(rgb));
            }

            @Override
            public CompletableFuture<List<Detection>> detect(byte[] rgb, int width, int height) {
                return CompletableFuture.failedFuture(
                        new UnsupportedOperationException("no detector shape was given"));
            }

            @Override
            public void close() {}
        };
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
