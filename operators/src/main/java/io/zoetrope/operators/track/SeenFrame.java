package io.zoetrope.operators.track;

import io.zoetrope.domain.Detection;
import io.zoetrope.operators.observe.SeenMotion;
import io.zoetrope.operators.track.follow.Sighting;
import java.util.List;

/**
 * A frame that the detector looked at. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param motion of the camera since the frame before
 */
public record SeenFrame(long ptsUs, List<Detection> detections, SeenMotion motion) {
    public SeenFrame {
        detections = detections == null ? List.of() : detections;
        motion = motion == null ? SeenMotion.UNKNOWN : motion;
    }

    /** Keeps of it what a tracker looks at. */
    static SeenFrame of(long ptsUs, List<Detection> found, TrackOptions options) {
        List<Detection> usable =
                Sighting.usable(found, options).stream().map(Sighting::detection).toList();
        return new SeenFrame(ptsUs, usable, SeenMotion.UNKNOWN);
    }

    SeenFrame after(SeenMotion camera) {
        return new SeenFrame(ptsUs, detections, camera);
    }
}
