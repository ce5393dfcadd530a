package io.zoetrope.models.batching;

import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link EngineMetrics}. */
final class EngineCounters {
    private final LongAdder items = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder queueNanos = new LongAdder();
    private final LongAdder runNanos = new LongAdder();

    void add(int size, long waited, long ran, boolean failed) {
        items.add(size);
        batches.increment();
        queueNanos.add(waited);
        runNanos.add(ran);
        if (failed) {
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
