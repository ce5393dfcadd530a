package io.zoetrope.models.batching;

import java.io.Serializable;
import java.time.Duration;

/**
 * How an engine gathers.
 *
 * @param maxBatch items of one call, at least 1
 * @param linger how long the first item of a batch waits for more items; zero for not at all
 * @param callers threads that call the model at once, at least 1
 * @param capacity items that may wait; a submitter beyond them is held back, so at least {@code
 *     maxBatch * callers} keeps the callers busy
 */
public record EngineOptions(int maxBatch, Duration linger, int callers, int capacity)
        implements Serializable {

    public EngineOptions {
        if (maxBatch < 1 || callers < 1 || capacity < 1 || linger.isNegative()) {
            throw new IllegalArgumentException(
                    "expected at least one of batch, callers and capacity, and linger >= 0");
        }
    }

    /**
     * On CPU: one caller for each processor, batches of up to 8, as larger ones gain nothing there.
     *
     * @param maxBatch of the model
     */
    public static EngineOptions forCpu(int maxBatch) {
        int callers = Math.max(1, Runtime.getRuntime().availableProcessors());
        int batch = Math.min(8, maxBatch);
        return new EngineOptions(batch, Duration.ofMillis(3), callers, 4 * batch * callers);
    }

    /** On a GPU: whole batches, and two callers so that one fills while the other computes. */
    public static EngineOptions forGpu(int maxBatch) {
        return new EngineOptions(maxBatch, Duration.ofMillis(5), 2, 8 * maxBatch);
    }
}
