package io.zoetrope.operators.observe.run;

import io.zoetrope.models.batching.EngineMetrics;
import io.zoetrope.models.batching.SharedEngine;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.View;

/**
 * One figure of an engine: now, or between two of Flink's updates, which come every five seconds.
 * Of such two, the last between which a picture came: a reporter that looks once a minute would
 * find nothing of short clips otherwise.
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
        return metric.recent() ? value : metric.value(engine.metrics());
    }

    /** Called by one thread. */
    @Override
    public void update() {
        EngineMetrics now = engine.metrics();
        EngineMetrics between = now.since(before);
        if (between.items() > 0) {
            value = metric.value(between);
            before = now;
        }
    }
}
