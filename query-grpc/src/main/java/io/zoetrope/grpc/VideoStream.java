package io.zoetrope.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.zoetrope.grpc.v1.VideoEvent;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.videos.VideoView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One client that follows the ingestion. What it does not take yet waits, so many bytes of it; if
 * it falls behind it is cut off, and reads what it missed when it comes back. Thread-safe.
 */
final class VideoStream implements Consumer<VideoView> {
    static final int MOST_WAITING_BYTES = 512 * 1024;

    private final ServerCallStreamObserver<VideoEvent> call;
    private final long openedNanos = System.nanoTime();

    /** First the event that says that the stream has begun. */
    private final Queue<VideoEvent> waiting = new ArrayDeque<>();

    private int waitingBytes;
    private boolean ended;
    private Runnable whenEnded = () -> {};

    /**
     * @param call that runs now
     */
    VideoStream(ServerCallStreamObserver<VideoEvent> call) {
        this.call = call;
        waiting.add(VideoEvent.getDefaultInstance());
        call.setOnReadyHandler(this::write);
        call.setOnCancelHandler(() -> end(() -> {}));
    }

    /**
     * @param then run once, when the stream ends or if it has by now
     */
    void begin(Runnable then) {
        boolean over;
        synchronized (this) {
            whenEnded = then;
            over = ended;
            write();
        }
        if (over) {
            then.run();
        }
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - openedNanos > age.toNanos();
    }

    @Override
    public void accept(VideoView video) {
        VideoEvent event = VideoEvent.newBuilder().setVideo(Answers.of(video)).build();
        synchronized (this) {
            if (ended) {
                return;
            }
            waiting.add(event);
            waitingBytes += event.getSerializedSize();
            write();
            if (waitingBytes <= MOST_WAITING_BYTES) {
                return;
            }
        }
        ApiError behind = ApiError.overShare("fell_behind", "the stream is not read fast enough");
        end(() -> call.onError(Errors.of(behind)));
    }

    private synchronized void write() {
        while (!ended && call.isReady() && !waiting.isEmpty()) {
            VideoEvent next = waiting.remove();
            waitingBytes -= next.getSerializedSize();
            call.onNext(next);
        }
    }

    /** Ends it in order. */
    void finish() {
        end(call::onCompleted);
    }

    /**
     * A call may be closed only once, and nothing may be written after that: whoever ends the
     * stream first closes it, and {@link #write} does nothing from then on.
     */
    private void end(Runnable close) {
        Runnable then;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            waiting.clear();
            then = whenEnded;
        }
        try {
            close.run();
        } finally {
            then.run();
        }
    }
}
