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
    /** Segments that went back to the waiting line because their store did not answer. */
    RETRIES("retries"),
    /** Decoder's processes that crashed, or were ended because they went past a bound. */
    DECODERS_LOST("lostDecoders"),
    /** Packets of sound that could not be decoded, and were passed over. */
    SOUND_DAMAGED("damagedSoundPackets"),
    /** Packets of sound that were left out: they lie too far from the pictures of their time. */
    SOUND_LOST("lostSoundPackets"),
    /** Lines of text tracks that make no sense, or are more than are taken of one segment. */
    CAPTIONS_LOST("lostCaptions"),
    /** Segments of which some or all could not be decoded. */
    PROBLEMS("segmentsWithProblem"),
    /** Lines of caption files and text tracks that go on with their segments. */
    CAPTION_LINES("captionLines"),
    /** Such lines that do not: broken, too many, or after the video's end. */
    CAPTION_LINES_DROPPED("droppedCaptionLines"),
    /** Segments of videos whose caption file could not be read. */
    CAPTIONS_UNREADABLE("segmentsWithoutCaptions");

    private final String metricName;

    DecodeMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
