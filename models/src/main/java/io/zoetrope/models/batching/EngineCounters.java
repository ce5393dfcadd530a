package io.zoetrope.models.batching;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link EngineMetrics}. */
final class EngineCounters {
    private final LongAdder items = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder queueNanos = new LongAdder();
    private final LongAdder runNanos = new LongAdder();
    private final Map<Thread, Long> begun = new ConcurrentHashMap<>();

    /** Items of a batch, so long in sum. */
    void waited(long nanos) {
        queueNanos.add(nanos);
    }

    void answered(int size) {
        items.add(size);
    }

    /** The thread calls the model. */
    void calls() {
        begun.put(Thread.currentThread(), System.nanoTime());
    }

    /** The thread's call has come back; the model answered, or threw. */
    void called(boolean answered) {
        long nanos = System.nanoTime() - begun.remove(Thread.currentThread());
        batches.increment();
        runNanos.add(nanos);
        if (!answered) {
            failures.increment();
        }
    }

    EngineMetrics snapshot(int waiting, int maxBatch) {
        return new EngineMetrics(
                items.sum(),
                batches.sum(),
                failures.sum(),
                queueNanos.sum(),
                runNanos.sum(),
                waiting,
                maxBatch,
                longestCall());
    }

    private long longestCall() {
        long now = System.nanoTime();
        return begun.values().stream().mapToLong(time -> Math.max(1, now - time)).max().orElse(0);
    }
}
