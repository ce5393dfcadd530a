package io.zoetrope.media.ffmpeg.segment;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A step that pictures take on a thread of its own, in their order, while whoever gives them goes
 * on to the next. Pixels are not copied. To be called by one thread at a time.
 */
final class PicturesBeside implements AutoCloseable {
    /** So many make up for pictures that take longer than others. */
    static final int MOST_WAITING = 4;

    /** Of all that wait, for they are memory; one waits however large it is. */
    private static final long MOST_PIXELS = 32L << 20;

    private final StretchFrames.Taker step;
    private final ExecutorService thread;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private volatile RejectedInput refused;
    private volatile boolean closed;

    /**
     * @param name of the thread
     * @param step called on it
     */
    PicturesBeside(String name, StretchFrames.Taker step) {
        this.step = step;
        thread =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread made = new Thread(task, name);
                            made.setDaemon(true);
                            return made;
                        });
    }

    /**
     * Does not wait for the step, unless too many pictures do.
     *
     * @param frame stays the caller's
     * @throws RejectedInput what the step threw at this picture or at one before
     */
    void add(AVFrame frame, long shownTicks) throws RejectedInput {
        while (waiting.size() >= most(frame)) {
            await(waiting.remove());
        }
        AVFrame own = Ffmpeg.allocated(av_frame_alloc());
        int referred = av_frame_ref(own, frame);
        if (referred < 0) {
            av_frame_free(own);
            Ffmpeg.require(referred, "keep a picture");
        }
        waiting.add(CompletableFuture.runAsync(() -> take(own, shownTicks), thread));
    }

    private static long most(AVFrame frame) {
        long pixels = Math.max(1, (long) frame.width() * frame.height());
        return Math.max(1, Math.min(MOST_WAITING, MOST_PIXELS / pixels));
    }

    private void take(AVFrame own, long shownTicks) {
        try {
            if (refused == null && !closed) {
                step.take(own, shownTicks);
            }
        } catch (RejectedInput e) {
            refused = e;
        } finally {
            av_frame_free(own);
        }
    }

    /**
     * Waits until all pictures have taken the step.
     *
     * @throws RejectedInput what it threw at one of them
     */
    void await() throws RejectedInput {
        while (!waiting.isEmpty()) {
            await(waiting.remove());
        }
    }

    private void await(CompletableFuture<Void> taken) throws RejectedInput {
        taken.join();
        if (refused != null) {
            throw refused;
        }
    }

    /** Drops the pictures that wait; afterwards nothing is at work. */
    @Override
    public void close() {
        closed = true;
        waiting.forEach(taken -> taken.handle((nothing, failure) -> null).join());
        waiting.clear();
        thread.shutdown();
    }
}
