package io.zoetrope.connectors.objects;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What {@link KeyFrameSink} counts. */
public enum KeyFrameMetric {
    /** Pictures stored. */
    STORED("key_frames_stored"),
    /** Bytes of these pictures. */
    STORED_BYTES("key_frames_stored_bytes"),
    /** Writes tried again after an error of the store. */
    RETRIES("key_frames_retries");

    private final String metricName;

    KeyFrameMetric(String metricName) {
        this.metricName = metricName;
    }

    Counter register(MetricGroup group) {
        return group.counter(metricName, new ThreadSafeSimpleCounter());
    }
}
