package io.zoetrope.operators.playback;

import io.zoetrope.operators.CounterName;

/** What {@link PackageSegments} counts. */
enum PackageMetric implements CounterName {
    /** Segments whose files are in the store. */
    SEGMENTS("packagedSegments"),
    /** Bytes of their files. */
    BYTES("packagedBytes"),
    /** Milliseconds of media in them. */
    MEDIA_MS("packagedMediaMs"),
    /** Milliseconds that making and storing them took. */
    BUSY_MS("packagingMs"),
    /** Segments that went back to the waiting line because a store did not answer. */
    RETRIES("retries"),
    /** Times that an encoder failed; the segment is tried again. */
    ENCODER_FAILURES("encoderFailures"),
    /** Decoder's processes that crashed, or were ended because they went past a bound. */
    DECODERS_LOST("lostDecoders"),
    /** Videos of which a segment cannot be made. */
    PROBLEMS("videosWithProblem");

    private final String metricName;

    PackageMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
