package io.zoetrope.connectors.objects;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What {@link ThumbnailSink} counts. */
public enum ThumbnailMetric {
    /** Pictures stored. */
    STORED("keyFramesStored"),
    /** Bytes of these pictures. */
    STORED_BYTES("keyFramesStoredBytes"),
    /** Writes tried again after an error of the store. */
    RETRIES("keyFramesRetries");

    /** A gauge: 1 while the object store does not answer and the stream is held, else 0. */
    public static final String BREAKER_OPEN = "keyFramesBreakerOpen";

    private final String metricName;

    ThumbnailMetric(String metricName) {
        this.metricName = metricName;
    }

    Counter register(MetricGroup group) {
        return group.counter(metricName, new ThreadSafeSimpleCounter());
    }
}
