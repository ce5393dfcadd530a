package io.zoetrope.connectors;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** The metrics of one operator under a harness, which takes {@link #environment}. */
public final class TestingMetrics {
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

    public long count(String name) {
        return ((Counter) operator.get(name)).getCount();
    }

    public int gauge(String name) {
        return (Integer) ((Gauge<?>) operator.get(name)).getValue();
    }
}
