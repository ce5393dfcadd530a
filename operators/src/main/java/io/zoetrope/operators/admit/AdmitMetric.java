package io.zoetrope.operators.admit;

import io.zoetrope.operators.CounterName;

/** What {@link AdmitVersions} counts. */
public enum AdmitMetric implements CounterName {
    /** Versions let through to be indexed. */
    OPENED("openedVideos"),
    /** Videos reported as failed. */
    FAILED("failedVideos"),
    /** Versions whose moments are taken away. */
    REMOVED("removedVideos"),
    /** Events rejected: an indexed video could not be opened again, and stays as it is. */
    REJECTED("rejectedVideos"),
    /** Versions that have come to their end. */
    CONCLUDED("concludedVideos"),
    /** Events that changed nothing: repeated, or removals of what is not there. */
    UNCHANGED("unchangedVideos"),
    /** Events that came after a later one of the same uri, and changed nothing. */
    OVERTAKEN("overtakenVideos");

    private final String metricName;

    AdmitMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
