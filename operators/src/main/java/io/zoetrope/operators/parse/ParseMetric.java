package io.zoetrope.operators.parse;

import io.zoetrope.operators.CounterName;

/** What {@link ParseArrivals} counts. */
public enum ParseMetric implements CounterName {
    /** Videos named by events, arrived or deleted. */
    ARRIVALS("arrivals"),
    /** Events that name no video on purpose: test events and folder keys. */
    IGNORED("ignoredEvents"),
    /** Dead letters written. */
    REJECTED("rejectedEvents");

    private final String metricName;

    ParseMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
