package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import java.util.List;

/**
 * What one analyser made of one frame. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param vector of the whole picture; empty if the analyser gives none
 * @param detections what it found where; empty if nothing, or if it does not look for things
 */
public record Observation(Vector vector, List<Detection> detections) {
    private static final int BOX_NUMBERS = 4;

    public Observation {
        vector = vector == null ? new Vector(null) : vector;
        detections = detections == null ? List.of() : detections;
    }

    public static Observation of(Vector vector) {
        return new Observation(vector, List.of());
    }

    public static Observation of(List<Detection> detections) {
        return new Observation(new Vector(null), detections);
    }

    long bytes() {
        long found = detections.stream().mapToLong(Observation::bytes).sum();
        return (long) vector.dimension() * Float.BYTES + found;
    }

    private static long bytes(Detection detection) {
        int numbers = 1 + BOX_NUMBERS + detection.appearance().dimension();
        return detection.label().length() + (long) numbers * Float.BYTES;
    }
}
