package io.zoetrope.operators.observe;

import io.zoetrope.operators.CounterName;

/** What {@link ObserveFrames} counts. */
public enum ObserveMetric implements CounterName {
    /** Frames embedded. */
    FRAMES("observedFrames"),
    /** Objects detected. */
    DETECTIONS("detections");

    private final String metricName;

    ObserveMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
