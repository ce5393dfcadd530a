package io.zoetrope.operators.text;

import io.zoetrope.operators.CounterName;

/** What {@link TrackTexts} counts. */
public enum TextMetric implements CounterName {
    /** Pieces of writing that were on the screen, written. */
    TEXTS("screenTexts"),
    /** Readings that found no place, because too many pieces of writing were there at once. */
    READINGS_DROPPED("readingsDropped");

    private final String metricName;

    TextMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
