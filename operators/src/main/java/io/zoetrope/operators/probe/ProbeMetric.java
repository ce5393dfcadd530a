package io.zoetrope.operators.probe;

import io.zoetrope.operators.CounterName;

/** What {@link ProbeVideos} counts. */
public enum ProbeMetric implements CounterName {
    /** Videos whose container was read. */
    PROBED("probedVideos"),
    /** Videos that were turned down, with a dead letter to come. */
    REJECTED("rejectedVideos"),
    /** Further tries after a store did not answer. */
    RETRIES("retries"),
    /** Videos given up because probing took too long. */
    TIMED_OUT("timedOutVideos");

    private final String metricName;

    ProbeMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
