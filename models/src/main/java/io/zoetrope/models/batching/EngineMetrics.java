package io.zoetrope.models.batching;

/**
 * What an engine has done since it started, or since a time before.
 *
 * @param items answered, failed ones too
 * @param batches calls of the model
 * @param failures calls that threw
 * @param queueNanos time that items waited, summed over items
 * @param runNanos time inside the model, summed over calls
 * @param waiting items that wait now
 * @param maxBatch items of a full batch
 * @param callNanos how long the longest call of the model has run that runs now; 0 if none does
 */
public record EngineMetrics(
        long items,
        long batches,
        long failures,
        long queueNanos,
        long runNanos,
        int waiting,
        int maxBatch,
        long callNanos) {

    /**
     * What happened after an older snapshot of the same engine; {@link #waiting} and {@link
     * #callNanos} stay as they are now.
     */
    public EngineMetrics since(EngineMetrics before) {
        return new EngineMetrics(
                items - before.items,
                batches - before.batches,
                failures - before.failures,
                queueNanos - before.queueNanos,
                runNanos - before.runNanos,
                waiting,
                maxBatch,
                callNanos);
    }

    /** Mean share of a full batch, [0,1]; 0 before the first. */
    public double batchFill() {
        return batches == 0 ? 0 : (double) items / batches / maxBatch;
    }

    /** Whether it has nothing to do. */
    public boolean idle() {
        return waiting == 0 && callNanos == 0;
    }

    /** Mean milliseconds that an item waited; 0 before the first. */
    public double queueMillis() {
        return items == 0 ? 0 : queueNanos / 1e6 / items;
    }
}
