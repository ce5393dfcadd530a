package io.zoetrope.operators.keep;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.operators.CounterName;

/** What {@link KeepVideo} counts. */
public enum KeepMetric implements CounterName {
    /** Videos that ended ready. */
    READY("readyVideos"),
    /** Videos of which some could not be decoded. */
    PARTIAL("partialVideos"),
    /** Videos that ended without a moment. */
    FAILED("failedVideos"),
    /** Videos taken out of the indexes. */
    REMOVED("removedVideos");

    private final String metricName;

    KeepMetric(String metricName) {
        this.metricName = metricName;
    }

    /** Counts videos that ended so. */
    static KeepMetric of(IndexingState outcome) {
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
