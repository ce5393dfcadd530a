package io.zoetrope.operators.dispatch;

import io.zoetrope.operators.CounterName;

/** What {@code DispatchSegments} counts. */
public enum DispatchMetric implements CounterName {
    /** Segments sent to be decoded, those that were sent again included. */
    SEGMENTS("dispatchedSegments"),
    /** Videos that no plan could be made for. */
    REJECTED("rejectedVideos"),
    /** Videos taken out of the line because they were removed or replaced. */
    CANCELLED("cancelledVideos"),
    /** Videos that were cut short: too long, or not to be read. */
    CUT_SHORT("cutShortVideos"),
    /** Segments of which nothing was heard for the lease; they are sent again. */
    LEASES("leasesExpired"),
    /** Segments that could not be read because their store did not answer. */
    RETRIES("retriedSegments"),
    /** Messages that told nothing new. */
    REPEATED("repeatedMessages"),
    /** Messages about videos that are not in the line any more. */
    LATE("lateMessages"),
    /** Messages about segments that this start of the job has not sent. */
    FOREIGN("foreignMessages");

    private final String metricName;

    DispatchMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
