package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.text.SeenText;
import java.util.List;

/**
 * What one analyser made of one frame. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param vector of the whole picture; empty if the analyser gives none
 * @param detections what it found where; empty if nothing, or if it does not look for things
 * @param texts what it read where; likewise
 * @param passedOver how much it found and did not keep
 * @param weak what it is not sure of, less than its package asks for: only what is followed goes on
 *     with it
 */
public record Observation(
        Vector vector,
        List<Detection> detections,
        List<SeenText> texts,
        int passedOver,
        List<Detection> weak) {
    private static final int BOX_NUMBERS = 4;
    private static final Vector NO_VECTOR = new Vector(null);

    public Observation {
        vector = vector == null ? NO_VECTOR : vector;
        detections = detections == null ? List.of() : detections;
        texts = texts == null ? List.of() : texts;
        weak = weak == null ? List.of() : weak;
    }

    public static Observation of(Vector vector) {
        return new Observation(vector, List.of(), List.of(), 0, List.of());
    }

    public static Observation of(List<Detection> detections) {
        return new Observation(NO_VECTOR, detections, List.of(), 0, List.of());
    }

    /**
     * @param passedOver pieces of writing that were found and not read, or not kept
     */
    public static Observation ofTexts(List<SeenText> texts, int passedOver) {
        return new Observation(NO_VECTOR, List.of(), texts, passedOver, List.of());
    }

    public Observation withDetections(List<Detection> others) {
        return new Observation(vector, others, texts, passedOver, weak);
    }

    public Observation withWeak(List<Detection> others) {
        return new Observation(vector, detections, texts, passedOver, others);
    }

    long bytes() {
        return (long) vector.dimension() * Float.BYTES
                + detections.stream().mapToLong(Observation::bytes).sum()
                + weak.stream().mapToLong(Observation::bytes).sum()
                + texts.stream().mapToLong(Observation::bytes).sum();
    }

    private static long bytes(Detection detection) {
        int numbers = 1 + BOX_NUMBERS + detection.appearance().dimension();
        return detection.label().length()
                + detection.picture().length()
                + (long) numbers * Float.BYTES;
    }

    private static long bytes(SeenText text) {
        int numbers = 1 + BOX_NUMBERS + text.vector().dimension();
        return text.text().length() + (long) numbers * Float.BYTES;
    }
}
