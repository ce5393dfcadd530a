package io.zoetrope.operators.observe.run;

import io.zoetrope.operators.CounterName;

/** What {@link ObserveFrames} counts; also {@link io.zoetrope.operators.LargestRecord}. */
public enum ObserveMetric implements CounterName {
    /** Frames that at least one analyser looked at. */
    FRAMES("observedFrames"),
    /** Objects detected. */
    DETECTIONS("detections"),
    /** Pieces of writing read, in all frames together. */
    TEXTS("textsRead"),
    /** What analysers found in frames and did not keep, because there was too much. */
    PASSED_OVER("passedOver"),
    /** Windows of sound that were heard; silence that is heard as one counts once. */
    SOUNDS("soundWindows"),
    /** Those of them that are silent. */
    SILENCES("silentWindows"),
    /** Lines of dialogue, recognised ones too. */
    LINES("dialogueLines"),
    /** Pieces of speech whose end a recogniser did not write down, however often it was asked. */
    UNWRITTEN("unwrittenSpeech"),
    /**
     * Records of which an analyser could not take some frames or the sound, once for each analyser,
     * or whose captions could not be read.
     */
    REFUSALS("refusals");

    private final String metricName;

    ObserveMetric(String metricName) {
        this.metricName = metricName;
    }

    @Override
    public String metricName() {
        return metricName;
    }
}
