package io.zoetrope.models.batching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers single requests of many threads into batches, first come first served, and runs them on a
 * few threads of its own. One engine serves one model in a process. Thread-safe.
 *
 * <p>{@link #submit} holds its caller back while the queue is full: an upstream that is faster than
 * the model waits there, and memory stays bounded. Results arrive on the engine's threads; work
 * that hangs on them should be short.
 */
public final class InferenceEngine<I, O> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceEngine.class);

    /** Flink gives a task that is cancelled three minutes. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final BatchFunction<I, O> model;
    private final EngineOptions options;
    // Places in the queue, given in the order in which they are asked for: one who waits for a
    // condition can be overtaken between its signal and the lock.
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition arrived = lock.newCondition();
    private final Deque<Request<I, O>> queue = new ArrayDeque<>();
    private final EngineCounters counters = new EngineCounters();
    private final List<Thread> callers = new ArrayList<>();
    private boolean closed;

    private record Request<I, O>(I item, CompletableFuture<O> answer, long submitted) {}

    /**
     * @param name for threads and messages
     * @param model not closed with the engine
     */
    public InferenceEngine(String name, BatchFunction<I, O> model, EngineOptions options) {
        this.name = name;
        this.model = model;
        this.options = options;
        this.places = new Semaphore(options.capacity(), true);
        for (int i = 0; i < options.callers(); i++) {
            Thread caller = new Thread(this::serve, "infer-" + name + "-" + i);
            caller.setDaemon(true);
            callers.add(caller);
            caller.start();
        }
    }

    public String name() {
        return name;
    }

    public EngineOptions options() {
        return options;
    }

    /**
     * Waits while the queue is full.
     *
     * @return fails with what the model threw about this item alone (a batch that fails is asked
     *     again one by one), or with {@link IllegalStateException} if the engine is closed before
     *     the answer
     * @throws IllegalStateException if the engine is closed
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public CompletableFuture<O> submit(I item) throws InterruptedException {
        places.acquire();
        lock.lock();
        try {
            if (closed) {
                places.release();
                throw closedException();
            }
            CompletableFuture<O> answer = new CompletableFuture<>();
            queue.add(new Request<>(item, answer, System.nanoTime()));
            wakeFor(queue.size());
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** A batch's first item wakes a caller, its last one ends that caller's wait for more items. */
    private void wakeFor(int waiting) {
        if (waiting == 1 || waiting % options.maxBatch() == 0) {
            arrived.signal();
        }
    }

    /** Submitters who wait for a place, about. */
    int heldBack() {
        return places.getQueueLength();
    }

    public EngineMetrics metrics() {
        lock.lock();
        try {
            return counters.snapshot(queue.size(), options.maxBatch());
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        List<Request<I, O>> batch = new ArrayList<>();
        while (gather(batch)) {
            run(batch);
            batch.clear();
        }
    }

    /** Fills {@code batch}; false if the engine is closed. */
    private boolean gather(List<Request<I, O>> batch) {
        lock.lock();
        try {
            while (!closed && !ready()) {
                await();
            }
            while (!queue.isEmpty() && batch.size() < options.maxBatch()) {
                batch.add(queue.poll());
            }
            places.release(batch.size());
            if (!queue.isEmpty()) {
                arrived.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean ready() {
        return queue.size() >= options.maxBatch() || (!queue.isEmpty() && lingerLeft() <= 0);
    }

    private long lingerLeft() {
        return queue.peek().submitted() + options.linger().toNanos() - System.nanoTime();
    }

    private void await() {
        try {
            if (queue.isEmpty()) {
                arrived.await();
            } else {
                arrived.awaitNanos(lingerLeft());
            }
        } catch (InterruptedException e) {
            // Nobody else has these threads, and close() does not interrupt: there is no one to
            // obey.
            return;
        }
    }

    private void run(List<Request<I, O>> batch) {
        long started = System.nanoTime();
        counters.waited(batch.stream().mapToLong(r -> started - r.submitted()).sum());
        answer(batch);
    }

    private void answer(List<Request<I, O>> batch) {
        List<O> results;
        try {
            results = call(batch);
        } catch (RuntimeException e) {
            if (batch.size() > 1) {
                LOG.warn("{}: a batch of {} failed, each is asked alone", name, batch.size(), e);
                // One item may be the cause: asked alone, each has its own answer or failure.
                batch.forEach(request -> answer(List.of(request)));
            } else {
                fail(batch, e);
            }
            return;
        } catch (Error e) {
            fail(batch, e);
            return;
        }
        counters.answered(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(results.get(i));
        }
    }

    private List<O> call(List<Request<I, O>> batch) {
        boolean answered = false;
        counters.calls();
        try {
            List<O> results = model.apply(batch.stream().map(Request::item).toList());
            if (results.size() != batch.size()) {
                throw new IllegalStateException(
                        name + ": " + results.size() + " results for " + batch.size());
            }
            answered = true;
            return results;
        } finally {
            counters.called(answered);
        }
    }

    private void fail(List<Request<I, O>> batch, Throwable why) {
        counters.answered(batch.size());
        batch.forEach(request -> request.answer().completeExceptionally(why));
    }

    private IllegalStateException closedException() {
        return new IllegalStateException("inference engine " + name + " is closed");
    }

    /** {@link #closeWithin} half a minute: a task that does not end takes its process with it. */
    @Override
    public void close() {
        closeWithin(CLOSE_TIMEOUT);
    }

    /**
     * Ends the threads after the calls that run, and fails what still waits. Waits for the calls,
     * so that the model may be closed after it; safe to call twice.
     *
     * @return false if a call still runs: then the model must stay open
     */
    boolean closeWithin(Duration timeout) {
        List<Request<I, O>> abandoned;
        lock.lock();
        try {
            closed = true;
            abandoned = new ArrayList<>(queue);
            queue.clear();
            arrived.signalAll();
            // One who was held back finds the engine closed, and lets the next one find it.
            places.release(1 + abandoned.size());
        } finally {
            lock.unlock();
        }
        abandoned.forEach(r -> r.answer().completeExceptionally(closedException()));
        long deadline = System.nanoTime() + timeout.toNanos();
        callers.forEach(caller -> join(caller, deadline));
        List<String> stuck =
                callers.stream().filter(InferenceEngine::runs).map(Thread::getName).toList();
        if (!stuck.isEmpty()) {
            LOG.warn("{}: calls of the model have not come back in {}: {}", name, timeout, stuck);
        }
        return stuck.isEmpty();
    }

    private static boolean runs(Thread caller) {
        return caller.isAlive() && caller != Thread.currentThread();
    }

    private static void join(Thread caller, long deadline) {
        boolean interrupted = false;
        long left = deadline - System.nanoTime();
        while (runs(caller) && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(caller, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = deadline - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
