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
    /** Tries broken off because they took too long. */
    TIMED_OUT("timedOutProbes"),
    /** Arrivals of a uri of which many wait already: looked at together with the one before. */
    JOINED("joinedArrivals");

    /** Gauge: stores that do not answer, whose videos wait. */
    static final String STORES_DOWN = "storesDown";

    /** Gauge: uris that wait for a probe or for their store. */
    static final String WAITING = "waitingVideos";

    private final String metricName;

    ProbeMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
