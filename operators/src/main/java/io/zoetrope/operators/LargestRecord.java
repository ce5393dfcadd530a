package io.zoetrope.operators;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Bytes of the largest record that left an operator since its task started, or came into one that
 * keeps records: pictures and vectors, as they would be written. The task's thread tells it, any
 * reads it.
 */
public final class LargestRecord implements Gauge<Long> {
    public static final String METRIC = "largestRecordBytes";

    private volatile long bytes;

    private LargestRecord() {}

    public static LargestRecord register(MetricGroup operator) {
        return operator.gauge(METRIC, new LargestRecord());
    }

    public void saw(long recordBytes) {
        bytes = Math.max(bytes, recordBytes);
    }

    @Override
    public Long getValue() {
        return bytes;
    }
}
