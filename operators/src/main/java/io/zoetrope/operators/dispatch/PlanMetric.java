package io.zoetrope.operators.dispatch;

import io.zoetrope.operators.CounterName;

/** What {@link PlanSegments} counts. */
public enum PlanMetric implements CounterName {
    /** Segments sent to be decoded. */
    SEGMENTS("plannedSegments"),
    /** Videos that no plan could be made for. */
    REJECTED("rejectedVideos");

    private final String metricName;

    PlanMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
