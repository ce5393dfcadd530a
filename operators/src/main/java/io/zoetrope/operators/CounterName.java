package io.zoetrope.operators;

/** One counter of an operator; implemented by that operator's enum. */
public interface CounterName {
    /** Name in Flink's metric system, below the operator's scope. */
    String metricName();
}
