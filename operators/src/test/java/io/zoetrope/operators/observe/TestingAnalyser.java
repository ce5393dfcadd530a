package io.zoetrope.operators.observe;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The encoder, which answers when a test says so, or the detector, which answers at once. It tells
 * pictures by their first byte, and its vectors hold that byte alone. Its state is static, because
 * analysers are copied before they run: one test at a time.
 */
public final class TestingAnalyser implements Analyser {
    private static final long serialVersionUID = 1L;
    private static final FrameShape SHAPE = new FrameShape(1, 1, FrameShape.Fit.STRETCH, 0);

    /** Pictures that the encoder was asked about, in order. */
    public static final List<Integer> ASKED = new ArrayList<>();

    private static final Map<Integer, CompletableFuture<Observation>> OPEN = new TreeMap<>();
    public static byte[] lastRgb;
    public static int opened;
    public static int closed;

    private final AnalyserSpec spec;

    private TestingAnalyser(String name) {
        spec = AnalyserSpec.of(name, new ModelRef(name, "1"), Sampling.every(1_000_000), SHAPE);
    }

    public static TestingAnalyser encoder() {
        return new TestingAnalyser(Analysers.VISUAL);
    }

    public static TestingAnalyser detector() {
        return new TestingAnalyser(Analysers.OBJECTS);
    }

    /** Forgets what earlier tests did. */
    public static synchronized void reset() {
        ASKED.clear();
        OPEN.clear();
        opened = 0;
        closed = 0;
    }

    public static void answer(int... pictures) {
        for (int picture : pictures) {
            taken(picture).complete(Observation.of(vector(picture)));
        }
    }

    public static void fail(int picture, Throwable why) {
        taken(picture).completeExceptionally(why);
    }

    private static synchronized CompletableFuture<Observation> taken(int picture) {
        return OPEN.remove(picture);
    }

    public static Vector vector(int picture) {
        return new Vector(new float[] {picture});
    }

    @Override
    public AnalyserSpec spec() {
        return spec;
    }

    @Override
    public void open() {
        opened++;
    }

    @Override
    public CompletableFuture<Observation> observe(AnalyserInput picture) throws RejectedInput {
        return spec.name().equals(Analysers.VISUAL) ? later(picture) : atOnce(picture);
    }

    private static CompletableFuture<Observation> later(AnalyserInput picture) {
        synchronized (TestingAnalyser.class) {
            CompletableFuture<Observation> answer = new CompletableFuture<>();
            lastRgb = picture.rgb();
            ASKED.add((int) picture.rgb()[0]);
            OPEN.put((int) picture.rgb()[0], answer);
            return answer;
        }
    }

    /** Of what it takes in only the positive. */
    private static CompletableFuture<Observation> atOnce(AnalyserInput picture)
            throws RejectedInput {
        if (picture.rgb()[0] < 0) {
            throw new RejectedInput(Reason.CANNOT_BE_ANALYSED, "It is dark.");
        }
        String label =
                "%d of %dx%d"
                        .formatted(
                                picture.rgb()[0],
                                picture.displayedWidth(),
                                picture.displayedHeight());
        Detection whole = new Detection(label, 1, new Box(0, 0, 1, 1), new Vector(new float[0]));
        return CompletableFuture.completedFuture(Observation.of(List.of(whole)));
    }

    @Override
    public void close() {
        closed++;
    }
}
