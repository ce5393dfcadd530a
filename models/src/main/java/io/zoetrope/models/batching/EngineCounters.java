package io.zoetrope.models.batching;

import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link EngineMetrics}. */
final class EngineCounters {
    private final LongAdder items = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder queueNanos = new LongAdder();
    private final LongAdder runNanos = new LongAdder();

    /** Items of a batch, so long in sum. */
    void waited(long nanos) {
        queueNanos.add(nanos);
    }

    void answered(int size) {
        items.add(size);
    }

    /** The model was called; it answered, or threw. */
    void called(long nanos, boolean answered) {
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
                maxBatch);
    }
}
