package io.zoetrope.operators;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/**
 * The counters of one operator under a harness, which takes {@link #environment}; or else the
 * operator takes {@link #group}.
 */
public final class TestingOperatorMetrics {
    private final InterceptingOperatorMetricGroup operator = new InterceptingOperatorMetricGroup();
    private final InterceptingTaskMetricGroup task =
            new InterceptingTaskMetricGroup() {
                @Override
                public InternalOperatorMetricGroup getOrAddOperator(
                        OperatorID id, String name, Map<String, String> variables) {
                    return operator;
                }
            };

    public MockEnvironment environment() {
        return new MockEnvironmentBuilder().setMetricGroup(task).build();
    }

    public InternalOperatorMetricGroup group() {
        return operator;
    }

    public Object gauge(String name) {
        return ((Gauge<?>) operator.get(name)).getValue();
    }

    public long count(CounterName name) {
        return ((Counter) operator.get(name.metricName())).getCount();
    }
}
