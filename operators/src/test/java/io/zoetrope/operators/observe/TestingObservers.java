package io.zoetrope.operators.observe;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.FrameShape;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A model that answers when a test says so. It tells pictures by their first byte, and its vectors
 * hold that byte alone. Its state is static, because functions are copied before they run: one test
 * at a time.
 */
final class TestingObservers implements FrameObserverFactory {
    private static final long serialVersionUID = 1L;
    private static final FrameShape SHAPE = new FrameShape(1, 1, FrameShape.Fit.STRETCH, 0);

    /** Pictures that the encoder was asked about, in order. */
    static final List<Integer> ASKED = new ArrayList<>();

    private static final Map<Integer, CompletableFuture<Vector>> OPEN = new TreeMap<>();
    static int opened;
    static int closed;

    private final boolean detecting;

    /**
     * @param detecting whether there is a detector; it answers at once
     */
    TestingObservers(boolean detecting) {
        this.detecting = detecting;
    }

    /** Forgets what earlier tests did. */
    static void reset() {
        ASKED.clear();
        OPEN.clear();
        opened = 0;
        closed = 0;
    }

    static void answer(int... pictures) {
        for (int picture : pictures) {
            OPEN.remove(picture).complete(vector(picture));
        }
    }

    static void fail(int picture, Throwable why) {
        OPEN.remove(picture).completeExceptionally(why);
    }

    static Vector vector(int picture) {
        return new Vector(new float[] {picture});
    }

    @Override
    public ModelRef model() {
        return new ModelRef("testing", "1");
    }

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public FrameShape encoderShape() {
        return SHAPE;
    }

    @Override
    public FrameShape detectorShape() {
        return detecting ? SHAPE : null;
    }

    @Override
    public FrameObserver open() {
        opened++;
        return new Observer();
    }

    private static final class Observer implements FrameObserver {
        @Override
        public CompletableFuture<Vector> embed(byte[] rgb) {
            CompletableFuture<Vector> answer = new CompletableFuture<>();
            ASKED.add((int) rgb[0]);
            OPEN.put((int) rgb[0], answer);
            return answer;
        }

        @Override
        public CompletableFuture<List<Detection>> detect(byte[] rgb, int width, int height) {
            String label = "%d of %dx%d".formatted(rgb[0], width, height);
            return CompletableFuture.completedFuture(
                    List.of(
                            new Detection(
                                    label, 1, new Box(0, 0, 1, 1), new Vector(new float[0]))));
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
