package io.zoetrope.operators.parse;

import io.zoetrope.operators.CounterName;

/** What {@link ParseArrivals} counts. */
public enum ParseMetric implements CounterName {
    /** Videos named by events, arrived or deleted. */
    ARRIVALS("arrivals"),
    /**
     * What names no video on purpose: test events, folder keys, and what stores tell of objects
     * whose bytes did not change (reads, tags, rights).
     */
    IGNORED("ignoredEvents"),
    /** Dead letters written. */
    REJECTED("rejectedEvents"),
    /** Of those, messages at which the parser itself failed: a defect, with an error in the log. */
    UNEXPECTED("unreadableEvents"),
    /** Partitions whose offsets began anew: their topic was made again. */
    RESTARTED("restartedPartitions");

    private final String metricName;

    ParseMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
