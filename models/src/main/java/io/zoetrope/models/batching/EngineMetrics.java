package io.zoetrope.models.batching;

/**
 * What an engine has done since it started. Take two and subtract for a rate.
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

    /** Mean share of a full batch, [0,1]; 0 before the first. */
    public double batchFill() {
        return batches == 0 ? 0 : (double) items / batches / maxBatch;
    }

    /** Mean milliseconds that an item waited; 0 before the first. */
    public double queueMillis() {
        return items == 0 ? 0 : queueNanos / 1e6 / items;
    }

    /**
     * @param before an older snapshot of the same engine
     * @param seconds between the two, above 0
     */
    public double itemsPerSecond(EngineMetrics before, double seconds) {
        return (items - before.items) / seconds;
    }
}
