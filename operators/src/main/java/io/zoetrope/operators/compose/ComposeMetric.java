package io.zoetrope.operators.compose;

import io.zoetrope.operators.CounterName;

/** What {@link ComposeMoments} counts. */
public enum ComposeMetric implements CounterName {
    /** Moments written. */
    MOMENTS("moments"),

    /** Windows of sound written. */
    SOUNDS("sounds"),

    /** Lines of dialogue written. */
    LINES("dialogueLines");

    private final String metricName;

    ComposeMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
