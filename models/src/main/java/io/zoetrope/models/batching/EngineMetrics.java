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
 */
public record EngineMetrics(
        long items,
        long batches,
        long failures,
        long queueNanos,
        long runNanos,
        int waiting,
        int maxBatch) {

    /**
     * What happened after an older snapshot of the same engine; {@link #waiting} stays as it is
     * now.
     */
    public EngineMetrics since(EngineMetrics before) {
        return new EngineMetrics(
                items - before.items,
                batches - before.batches,
                failures - before.failures,
                queueNanos - before.queueNanos,
                runNanos - before.runNanos,
                waiting,
                maxBatch);
    }

    /** Mean share of a full batch, [0,1]; 0 before the first. */
    public double batchFill() {
        return batches == 0 ? 0 : (double) items / batches / maxBatch;
    }

    /** Mean milliseconds that an item waited; 0 before the first. */
    public double queueMillis() {
        return items == 0 ? 0 : queueNanos / 1e6 / items;
    }
}
