package io.zoetrope.operators.observe;

import io.zoetrope.models.batching.EngineMetrics;
import io.zoetrope.models.batching.SharedEngine;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.View;

/**
 * One figure of an engine between the last two of Flink's updates, which come every five seconds.
 */
final class EngineGauge implements Gauge<Double>, View {
    private final EngineMetric metric;
    private final SharedEngine<?, ?> engine;
    private EngineMetrics before;
    private volatile double value;

    private EngineGauge(EngineMetric metric, SharedEngine<?, ?> engine) {
        this.metric = metric;
        this.engine = engine;
        this.before = engine.metrics();
    }

    /**
     * Under {@code model} and {@code provider}, so that both are labels where metrics have some.
     */
    static void register(MetricGroup operator, SharedEngine<?, ?> engine) {
        MetricGroup group =
                operator.addGroup("model", engine.model().id())
                        .addGroup("provider", engine.provider().wireName());
        group.meter(EngineMetric.ITEMS_PER_SECOND, new MeterView(() -> engine.metrics().items()));
        for (EngineMetric metric : EngineMetric.values()) {
            group.gauge(metric.metricName(), new EngineGauge(metric, engine));
        }
    }

    @Override
    public Double getValue() {
        return value;
    }

    /** Called by one thread. */
    @Override
    public void update() {
        EngineMetrics now = engine.metrics();
        value = metric.value(now.since(before));
        before = now;
    }
}
