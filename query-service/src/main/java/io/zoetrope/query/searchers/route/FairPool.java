package io.zoetrope.query.searchers.route;

import io.zoetrope.query.index.AskingThread;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that tenants share: the next task is of the tenant that has the fewest running, and no
 * tenant has all of them, so a large search of one is not the end of the others'. Thread-safe.
 */
public final class FairPool implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;

    private final int atOnce;
    private final int mostOfOne;
    private final int mostWaiting;
    private final ExecutorService threads;
    private final Map<String, Line> lines = new HashMap<>();
    private int running;

    /** One tenant's tasks. */
    private static final class Line {
        final Queue<FutureTask<?>> waiting = new ArrayDeque<>();
        int running;
    }

    /**
     * @param name of its threads
     * @param atOnce tasks of all tenants
     * @param mostOfOne tasks of one tenant at once, also if nobody else has any
     * @param mostWaiting tasks of one tenant that wait
     */
    public FairPool(String name, int atOnce, int mostOfOne, int mostWaiting) {
        this.atOnce = atOnce;
        this.mostOfOne = mostOfOne;
        this.mostWaiting = mostWaiting;
        this.threads =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        work -> new AskingThread(work, name));
    }

    /**
     * @return may be cancelled, also while it runs: what it asks an index is broken off then
     * @throws RejectedExecutionException if too many of the tenant's wait, or after {@link #close}
     */
    public synchronized <T> Future<T> submit(String tenant, Callable<T> work) {
        Line line = lines.computeIfAbsent(tenant, t -> new Line());
        if (threads.isShutdown() || line.waiting.size() >= mostWaiting) {
            throw new RejectedExecutionException("too many of the tenant's searches wait");
        }
        FutureTask<T> task = new FutureTask<>(work);
        line.waiting.add(task);
        startNext();
        return task;
    }

    /** Starts what may be started; the caller holds the lock. */
    private void startNext() {
        while (running < atOnce && !threads.isShutdown()) {
            Optional<Map.Entry<String, Line>> next =
                    lines.entrySet().stream()
                            .filter(e -> !e.getValue().waiting.isEmpty())
                            .filter(e -> e.getValue().running < mostOfOne)
                            .min(Comparator.comparingInt(e -> e.getValue().running));
            if (next.isEmpty()) {
                return;
            }
            String tenant = next.get().getKey();
            Line line = next.get().getValue();
            FutureTask<?> task = line.waiting.remove();
            line.running++;
            running++;
            threads.execute(() -> run(tenant, line, task));
        }
    }

    private void run(String tenant, Line line, FutureTask<?> task) {
        try {
            // One that was cancelled while it waited does nothing.
            task.run();
        } finally {
            ended(tenant, line);
        }
    }

    private synchronized void ended(String tenant, Line line) {
        running--;
        line.running--;
        if (line.running == 0 && line.waiting.isEmpty()) {
            lines.remove(tenant);
        }
        startNext();
    }

    /** Interrupts what runs; what waits is never begun. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
