package io.zoetrope.operators.observe.run;

import io.zoetrope.models.batching.EngineMetrics;
import java.util.function.ToDoubleFunction;

/**
 * What is shown of a model's engine. All subtasks of a process share the engine and show the same:
 * take one for each task manager, not the sum.
 */
enum EngineMetric {
    /** Mean milliseconds that a picture waited for its batch, of the last ones that came. */
    QUEUE_MILLIS("queueMillis", true, EngineMetrics::queueMillis),
    /** Mean share of a full batch, from 0 to 1, of the last ones that came. */
    BATCH_FILL("batchFill", true, EngineMetrics::batchFill),
    /** Pictures that wait now. */
    WAITING("waiting", false, EngineMetrics::waiting),
    /** Calls of the model that threw, since the engine was started. */
    FAILED_CALLS("failedCalls", false, EngineMetrics::failures);

    /** Pictures a second, over the last minute. */
    static final String ITEMS_PER_SECOND = "itemsPerSecond";

    private final String metricName;
    private final boolean recent;
    private final ToDoubleFunction<EngineMetrics> value;

    EngineMetric(String metricName, boolean recent, ToDoubleFunction<EngineMetrics> value) {
        this.metricName = metricName;
        this.recent = recent;
        this.value = value;
    }

    String metricName() {
        return metricName;
    }

    /** Whether it is a mean over the last seconds in which a picture came, or what holds now. */
    boolean recent() {
        return recent;
    }

    double value(EngineMetrics metrics) {
        return value.applyAsDouble(metrics);
    }
}
