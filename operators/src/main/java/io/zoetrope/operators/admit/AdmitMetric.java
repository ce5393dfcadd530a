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
    /** Events put aside: an indexed video could not be opened again, and stays as it is. */
    PUT_ASIDE("putAsideVideos"),
    /** Events that changed nothing: repeated or overtaken. */
    UNCHANGED("unchangedVideos");

    private final String metricName;

    AdmitMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
