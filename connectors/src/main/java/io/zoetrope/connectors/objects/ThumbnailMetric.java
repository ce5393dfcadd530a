package io.zoetrope.connectors.objects;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What {@link ThumbnailSink} and {@link ThumbnailRemovalSink} count. */
public enum ThumbnailMetric {
    /** Pictures stored. */
    STORED("key_frames_stored"),
    /** Bytes of these pictures. */
    STORED_BYTES("key_frames_stored_bytes"),
    /** Writes tried again after an error of the store. */
    RETRIES("key_frames_retries"),
    /** Pictures deleted. */
    REMOVED("key_frames_removed"),
    /** Removals of a video's pictures tried again after an error of the store. */
    REMOVAL_RETRIES("key_frames_removal_retries"),
    /** Removals given up: the log names the folders whose pictures are still there. */
    REMOVALS_FAILED("key_frames_removals_failed");

    /** A gauge: 1 while the object store does not answer and the stream is held, else 0. */
    public static final String BREAKER_OPEN = "key_frames_breaker_open";

    private final String metricName;

    ThumbnailMetric(String metricName) {
        this.metricName = metricName;
    }

    Counter register(MetricGroup group) {
        return group.counter(metricName, new ThreadSafeSimpleCounter());
    }
}
