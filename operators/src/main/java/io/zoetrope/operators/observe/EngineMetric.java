package io.zoetrope.operators.observe;

import io.zoetrope.models.batching.EngineMetrics;
import java.util.function.ToDoubleFunction;

/**
 * What is shown of a model's engine, over the last seconds. All subtasks of a process share the
 * engine and show the same: take one for each task manager, not the sum.
 */
enum EngineMetric {
    /** Mean milliseconds that a picture waited for its batch. */
    QUEUE_MILLIS("queueMillis", EngineMetrics::queueMillis),
    /** Mean share of a full batch, from 0 to 1. */
    BATCH_FILL("batchFill", EngineMetrics::batchFill),
    /** Pictures that wait now. */
    WAITING("waiting", EngineMetrics::waiting),
    /** Calls of the model that threw. */
    FAILED_CALLS("failedCalls", EngineMetrics::failures);

    /** Pictures a second, over the last minute. */
    static final String ITEMS_PER_SECOND = "itemsPerSecond";

    private final String metricName;
    private final ToDoubleFunction<EngineMetrics> value;

    EngineMetric(String metricName, ToDoubleFunction<EngineMetrics> value) {
        this.metricName = metricName;
        this.value = value;
    }

    String metricName() {
        return metricName;
    }

    double value(EngineMetrics metrics) {
        return value.applyAsDouble(metrics);
    }
}
