package io.zoetrope.operators.label;

import io.zoetrope.operators.CounterName;

/** What {@link ParseControl} counts. */
public enum ControlMetric implements CounterName {
    /** Messages that told of a label. */
    LABELS("labelMessages"),
    /** Messages that tell of something else. */
    IGNORED("ignoredMessages"),
    /** Dead letters written. */
    REJECTED("rejectedMessages");

    private final String metricName;

    ControlMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
