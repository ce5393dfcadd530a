package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.media.PictureQuality;
import io.zoetrope.operators.text.SeenText;
import java.util.List;
import java.util.Map;

/**
 * What was seen in one frame. Held in state: components may be added, none moved or taken away.
 *
 * @param ptsUs presentation time
 * @param observations by the name of the analyser; each looks at frames of its own
 * @param keyFrame path of its stored small picture, or empty
 * @param quality of that picture
 * @param motion of the camera since the frame before that the detector looked at
 * @param inTransition whether it shows a transition between two shots; known from {@link
 *     io.zoetrope.operators.shots.DetectShots} on
 */
public record ObservedFrame(
        long ptsUs,
        Map<String, Observation> observations,
        String keyFrame,
        PictureQuality quality,
        SeenMotion motion,
        boolean inTransition) {
    private static final Observation NOTHING = Observation.of(List.of());

    public ObservedFrame {
        observations = observations == null ? Map.of() : observations;
        quality = quality == null ? PictureQuality.UNKNOWN : quality;
        motion = motion == null ? SeenMotion.UNKNOWN : motion;
    }

    /** Whose small picture nobody looked at, and of whose camera nothing is known. */
    public ObservedFrame(long ptsUs, Map<String, Observation> observations, String keyFrame) {
        this(ptsUs, observations, keyFrame, PictureQuality.UNKNOWN, SeenMotion.UNKNOWN);
    }

    /** Of which shot it is, is not known yet. */
    public ObservedFrame(
            long ptsUs,
            Map<String, Observation> observations,
            String keyFrame,
            PictureQuality quality,
            SeenMotion motion) {
        this(ptsUs, observations, keyFrame, quality, motion, false);
    }

    /** The same frame, which shows a transition between two shots. */
    public ObservedFrame ofTransition() {
        return new ObservedFrame(ptsUs, observations, keyFrame, quality, motion, true);
    }

    /**
     * The vector that makes moments, normalised; empty if the encoder did not look at this frame.
     */
    public Vector visual() {
        return of(Analysers.VISUAL).vector();
    }

    /** The objects that were found; none if the detector did not look at this frame. */
    public List<Detection> detections() {
        return of(Analysers.OBJECTS).detections();
    }

    /** What was read; nothing if the text analyser did not look at this frame. */
    public List<SeenText> texts() {
        return of(Analysers.TEXT).texts();
    }

    /** Whether the text analyser looked at this frame. */
    public boolean isRead() {
        return observations.containsKey(Analysers.TEXT);
    }

    public int passedOver() {
        return observations.values().stream().mapToInt(Observation::passedOver).sum();
    }

    public ObservedFrame withObservations(Map<String, Observation> others) {
        return new ObservedFrame(ptsUs, others, keyFrame, quality, motion, inTransition);
    }

    long bytes() {
        long seen = observations.values().stream().mapToLong(Observation::bytes).sum();
        return Long.BYTES + keyFrame.length() + seen;
    }

    private Observation of(String analyser) {
        return observations.getOrDefault(analyser, NOTHING);
    }
}
