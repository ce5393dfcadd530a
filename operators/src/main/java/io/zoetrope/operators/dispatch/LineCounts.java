package io.zoetrope.operators.dispatch;

/** Where the line counts what it does. */
@FunctionalInterface
interface LineCounts {
    void add(DispatchMetric metric, long n);
}
