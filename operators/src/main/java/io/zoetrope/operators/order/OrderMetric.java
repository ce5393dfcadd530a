package io.zoetrope.operators.order;

import io.zoetrope.operators.CounterName;

/** What {@link OrderSegments} counts; also {@link io.zoetrope.operators.LargestRecord}. */
public enum OrderMetric implements CounterName {
    /** Segments that went on in order. */
    SEGMENTS("orderedSegments"),
    /** Segments given up because they did not come while later ones did. */
    GAPS("givenUpSegments"),
    /** Videos begun again, because the job has other models than what had come of them. */
    AGAIN("videosBegunAgain"),
    /** Parts that had come before, dropped. */
    REPEATED("repeatedParts"),
    /** Parts of videos that ended, were removed or replaced, dropped. */
    LATE("lateParts"),
    /** Parts of videos that never opened, dropped. */
    UNKNOWN("unknownParts"),
    /** Videos that were over before they began, each a dead letter. */
    OVERTAKEN("overtakenVideos");

    private final String metricName;

    OrderMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
