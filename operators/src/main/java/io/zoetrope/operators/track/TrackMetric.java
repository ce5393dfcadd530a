package io.zoetrope.operators.track;

import io.zoetrope.operators.CounterName;

/** What {@link TrackObjects} counts. */
public enum TrackMetric implements CounterName {
    /** Tracks written. */
    TRACKS("tracks"),
    /** Of those, the tracks of objects that were seen before in their video. */
    RECOGNISED("recognised"),
    /**
     * Detections that were not looked at: too many in a frame, too weak, without a usable box, or
     * in a frame that is not later than the one before.
     */
    DETECTIONS_DROPPED("detectionsDropped");

    private final String metricName;

    TrackMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
