package io.zoetrope.operators.track;

import io.zoetrope.domain.Detection;
import java.util.List;

/**
 * A frame that the detector looked at. Held in state: components may be added, none moved or taken
 * away.
 */
public record SeenFrame(long ptsUs, List<Detection> detections) {
    public SeenFrame {
        detections = detections == null ? List.of() : detections;
    }

    /** Keeps of it what a tracker looks at. */
    static SeenFrame of(long ptsUs, List<Detection> found, TrackOptions options) {
        List<Detection> usable =
                Sighting.usable(found, options).stream().map(Sighting::detection).toList();
        return new SeenFrame(ptsUs, usable);
    }
}
