package io.zoetrope.operators.dispatch.line;

import io.zoetrope.operators.dispatch.DispatchMetric;

/** Where the line counts what it does. */
@FunctionalInterface
interface LineCounts {
    void add(DispatchMetric metric, long n);
}
