package io.zoetrope.operators.shots;

import io.zoetrope.operators.CounterName;

/** What {@link DetectShots} counts. */
public enum DetectMetric implements CounterName {
    /** Shots written. */
    SHOTS("shots"),

    /** Frames that went on before it was known whether a shot begins there: too many waited. */
    FRAMES_LET_GO("framesLetGo");

    private final String metricName;

    DetectMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
