package io.zoetrope.operators;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The registered counters of one operator. For the task thread. */
public final class Counters<E extends Enum<E> & CounterName> {
    private final Map<E, Counter> counters;

    private Counters(Map<E, Counter> counters) {
        this.counters = counters;
    }

    public static <E extends Enum<E> & CounterName> Counters<E> register(
            MetricGroup group, Class<E> names) {
        Map<E, Counter> counters = new EnumMap<>(names);
        for (E name : names.getEnumConstants()) {
            counters.put(name, group.counter(name.metricName()));
        }
        return new Counters<>(counters);
    }

    public void add(E name, long n) {
        counters.get(name).inc(n);
    }

    public void increment(E name) {
        add(name, 1);
    }
}
