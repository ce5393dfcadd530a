package io.zoetrope.connectors.opensearch.write;

/**
 * When a batch that is not full is to go: at once in a quiet stream, and in a busy one no more
 * often than a bulk's longest delay, for each batch costs the same requests however little is in
 * it. A batch that ends videos costs a refresh too, and is what people wait for: such batches have
 * a pace of their own. In a busy stream they go by the clock, with its full seconds if the delay is
 * one, so that those of several writers come together and share what they cost. Plain; for one
 * thread.
 */
final class BatchPace {
    /** Of the longest delay: what belongs together comes within it. */
    private static final int GATHER_DIVISOR = 20;

    private static final long NONE = Long.MAX_VALUE;

    private final long maxDelayMs;
    private final long gatherMs;
    private long firstMs = NONE;
    private long firstEndMs = NONE;

    /** Long before whatever the clock says. */
    private long lastMs = Long.MIN_VALUE / 2;

    private long lastEndMs = Long.MIN_VALUE / 2;

    /**
     * @param maxDelayMs after this the first change of a batch has waited enough; at least 1
     */
    BatchPace(long maxDelayMs) {
        this.maxDelayMs = maxDelayMs;
        this.gatherMs = Math.max(1, maxDelayMs / GATHER_DIVISOR);
    }

    /** When it is worth asking again: for all writers at the same times. */
    long nextLookMs(long nowMs) {
        return nowMs - Math.floorMod(nowMs, gatherMs) + gatherMs;
    }

    /**
     * A change is in the batch now.
     *
     * @param ends whether a video ends with it
     */
    void added(boolean ends, long nowMs) {
        firstMs = Math.min(firstMs, nowMs);
        if (ends) {
            firstEndMs = Math.min(firstEndMs, nowMs);
        }
    }

    /** The batch is gone, the next one is empty. */
    void gone(long nowMs) {
        lastMs = nowMs;
        if (firstEndMs != NONE) {
            lastEndMs = nowMs;
        }
        firstMs = NONE;
        firstEndMs = NONE;
    }

    /** Never of an empty batch. */
    boolean isDue(long nowMs) {
        return firstMs != NONE
                && (nowMs - firstMs >= maxDelayMs
                        || isDue(firstMs, lastMs, nowMs)
                        || firstEndMs != NONE && isDue(firstEndMs, lastEndMs, nowMs));
    }

    private boolean isDue(long sinceMs, long lastOnesMs, long nowMs) {
        boolean inTurn = Math.floorDiv(nowMs, maxDelayMs) > Math.floorDiv(lastOnesMs, maxDelayMs);
        return nowMs - sinceMs >= gatherMs && (inTurn || nowMs - lastOnesMs >= maxDelayMs);
    }
}
