package io.zoetrope.operators.compose;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.operators.CounterName;

/** What {@link ComposeMoments} counts. */
public enum ComposeMetric implements CounterName {
    /** Moments written. */
    MOMENTS("moments"),
    /** Videos that ended ready. */
    READY("readyVideos"),
    /** Videos of which some could not be decoded. */
    PARTIAL("partialVideos"),
    /** Videos that ended without a moment. */
    FAILED("failedVideos"),
    /** Videos given up because a segment did not arrive. */
    GIVEN_UP("givenUpVideos"),
    /** Segments of removed or replaced videos, dropped. */
    LATE_SEGMENTS("lateSegments");

    private final String metricName;

    ComposeMetric(String metricName) {
        this.metricName = metricName;
    }

    /** Counts videos that ended so. */
    static ComposeMetric of(IndexingState outcome) {
        return switch (outcome) {
            case READY -> READY;
            case PARTIAL -> PARTIAL;
            default -> FAILED;
        };
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
