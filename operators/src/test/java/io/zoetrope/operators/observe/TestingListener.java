package io.zoetrope.operators.observe;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Listens to segments and answers when a test says so: one window over the segment, as loud as its
 * first sample, and a line that says which segment it is. Takes no sound that begins below zero.
 * Its state is static, as {@link TestingAnalyser}'s is.
 */
public final class TestingListener implements SoundAnalyser {
    private static final long serialVersionUID = 1L;

    private static final List<Runnable> OPEN = new ArrayList<>();
    public static int opened;
    public static int closed;

    private final String name;

    public TestingListener(String name) {
        this.name = name;
    }

    public static void reset() {
        OPEN.clear();
        opened = 0;
        closed = 0;
    }

    /** How many have not been answered. */
    public static synchronized int asked() {
        return OPEN.size();
    }

    public static void answerAll() {
        List<Runnable> open;
        synchronized (TestingListener.class) {
            open = new ArrayList<>(OPEN);
            OPEN.clear();
        }
        open.forEach(Runnable::run);
    }

    @Override
    public SoundSpec spec() {
        return new SoundSpec(name, new ModelRef(name, "1"), 0, 0);
    }

    @Override
    public void open() {
        opened++;
    }

    @Override
    public CompletableFuture<SoundObservation> listen(SoundInput segment) throws RejectedInput {
        long from = segment.sound().from();
        float first = segment.sound().samples(from, from + 1)[0];
        if (first < 0) {
            throw new RejectedInput(Reason.CANNOT_BE_ANALYSED, "It hurts.");
        }
        CompletableFuture<SoundObservation> answer = new CompletableFuture<>();
        SoundObservation heard =
                new SoundObservation(
                        List.of(HeardWindow.silence(segment.startUs(), segment.endUs(), first)),
                        List.of(SaidLine.spoken(segment.startUs(), segment.endUs(), name, "en")),
                        0);
        synchronized (TestingListener.class) {
            OPEN.add(() -> answer.complete(heard));
        }
        return answer;
    }

    @Override
    public void close() {
        closed++;
    }
}
