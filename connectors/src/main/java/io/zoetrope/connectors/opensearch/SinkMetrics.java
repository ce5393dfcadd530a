package io.zoetrope.connectors.opensearch;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** The counters of one writer. Thread-safe. */
public final class SinkMetrics {
    private final Map<OpenSearchMetric, Counter> counters = new EnumMap<>(OpenSearchMetric.class);

    public SinkMetrics(MetricGroup group) {
        for (OpenSearchMetric metric : OpenSearchMetric.values()) {
            counters.put(metric, group.counter(metric.metricName(), new ThreadSafeSimpleCounter()));
        }
    }

    public void add(OpenSearchMetric metric, long count) {
        counters.get(metric).inc(count);
    }

    long get(OpenSearchMetric metric) {
        return counters.get(metric).getCount();
    }
}
