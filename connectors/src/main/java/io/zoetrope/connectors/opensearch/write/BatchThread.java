package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.domain.status.VideoStatus;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Does pieces of work on one thread of its own, in order, and hands back what each acknowledged.
 * Whatever is thrown there, errors of the VM included, is thrown at the next call here; after it
 * nothing more is done, so that later changes do not overtake what was lost. All methods are for
 * the task's thread.
 */
final class BatchThread implements Closeable {
    /** One that is done and one that waits. */
    private static final int AHEAD = 2;

    private record Done(List<VideoStatus> acknowledged, Throwable failure) {}

    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(BatchThread::daemon);
    private final Runnable whenDone;
    private volatile boolean failed;
    private Throwable failure;
    private int ahead;

    /**
     * @param whenDone called on the thread of this, after each piece of work
     */
    BatchThread(Runnable whenDone) {
        this.whenDone = whenDone;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "write-index");
        thread.setDaemon(true);
        return thread;
    }

    boolean isFull() {
        return ahead >= AHEAD;
    }

    boolean isIdle() {
        return ahead == 0;
    }

    /** Only while it is not full. */
    void submit(Callable<List<VideoStatus>> work) throws IOException {
        throwFailure();
        ahead++;
        thread.execute(() -> run(work));
    }

    private void run(Callable<List<VideoStatus>> work) {
        Done result = new Done(List.of(), null);
        try {
            if (!failed) {
                result = new Done(work.call(), null);
            }
        } catch (Throwable e) {
            failed = true;
            result = new Done(List.of(), e);
        }
        done.add(result);
        whenDone.run();
    }

    /** What is acknowledged by now; empty if nothing new is. */
    List<VideoStatus> poll() throws IOException {
        throwFailure();
        Done next = done.poll();
        return next == null ? List.of() : take(next);
    }

    /** Waits until one more piece of work is done. Only while it is not idle. */
    List<VideoStatus> await() throws IOException, InterruptedException {
        throwFailure();
        return take(done.take());
    }

    private List<VideoStatus> take(Done next) throws IOException {
        ahead--;
        failure = next.failure;
        throwFailure();
        return next.acknowledged;
    }

    private void throwFailure() throws IOException {
        if (failure != null) {
            throw new IOException("cannot write to OpenSearch: " + failure.getMessage(), failure);
        }
    }

    /** Gives up what is not done. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
