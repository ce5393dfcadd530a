package io.zoetrope.connectors.objects;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What the operator of {@link RemoveThumbnailsFactory} counts, per subtask. */
public enum RemovalMetric {
    /** Pictures deleted. */
    PICTURES("keyFramesRemoved"),
    /** Removed videos whose pictures are gone. */
    DONE("keyFramesRemovalsDone"),
    /** Tries that the store did not take; each is made again. */
    RETRIES("keyFramesRemovalsRetried"),
    /** Removals done before their checkpoint, because there were too many to hold. */
    EARLY("keyFramesRemovalsEarly");

    /** A gauge: removed videos whose pictures may still be there. */
    public static final String HELD = "keyFramesRemovalsHeld";

    /** A gauge: 1 while the object store takes no removals, else 0. */
    public static final String BREAKER_OPEN = "keyFramesRemovalsBreakerOpen";

    private final String metricName;

    RemovalMetric(String metricName) {
        this.metricName = metricName;
    }

    Counter register(MetricGroup group) {
        return group.counter(metricName, new ThreadSafeSimpleCounter());
    }
}
