package io.zoetrope.operators.decode;

import io.zoetrope.operators.CounterName;

/** What {@link DecodeSegments} counts; also {@link io.zoetrope.operators.LargestRecord}. */
public enum DecodeMetric implements CounterName {
    /** Segments done, with or without a problem. */
    SEGMENTS("decodedSegments"),
    /** Frames that the decoder gave. */
    FRAMES_DECODED("decodedFrames"),
    /** Frames handed to the models. */
    FRAMES_SAMPLED("sampledFrames"),
    /** Further tries after a store did not answer. */
    RETRIES("retries"),
    /** Segments of which some or all could not be decoded. */
    PROBLEMS("segmentsWithProblem");

    private final String metricName;

    DecodeMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
