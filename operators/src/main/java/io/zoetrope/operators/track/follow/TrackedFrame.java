package io.zoetrope.operators.track.follow;

import io.zoetrope.operators.track.Jolt;
import io.zoetrope.operators.track.TrackPoint;
import java.util.List;

/**
 * What one frame made sure of.
 *
 * @param points of believed tracks; those of a track that was just believed, or is seen again, may
 *     lie before this frame. Each track's points come in order of time, each time once.
 * @param ended tracks of which no more comes; only tracks that gave points
 * @param dropped detections that were not looked at: more than the limit, or without a usable box
 * @param jolt of the camera, told or seen in the boxes
 */
public record TrackedFrame(List<TrackPoint> points, List<Long> ended, int dropped, Jolt jolt) {
    public TrackedFrame {
        points = List.copyOf(points);
        ended = List.copyOf(ended);
    }

    static TrackedFrame passedOver(long ptsUs, int dropped) {
        return new TrackedFrame(List.of(), List.of(), dropped, new Jolt(ptsUs, 0, 0));
    }
}
