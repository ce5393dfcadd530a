package io.zoetrope.operators.track;

import java.util.List;

/**
 * A tracker between two frames: {@link io.zoetrope.operators.track.follow.Tracker#state()} gives
 * it, and a tracker that is made from it goes on identically. Held in state: components may be
 * added, none moved or taken away.
 *
 * @param nextTrack number of the next track; below 1 counts as 1
 * @param noise of this detector's boxes against what is usual; 0 or less counts as 1
 * @param missingScore {@link io.zoetrope.operators.track.follow.ScoreLevel#missing()}; 0 or less
 *     for none yet
 * @param frameTimesUs media times of the last frames, in order; empty before the first
 * @param times the same with what is known of the camera; of a state that was written before it was
 *     known, the camera stood
 * @param pace of the camera
 */
public record TrackerState(
        long nextTrack,
        double noise,
        double missingScore,
        long[] frameTimesUs,
        List<TrackState> tracks,
        TrackerTimes times,
        CameraPace pace) {
    public TrackerState {
        nextTrack = Math.max(1, nextTrack);
        noise = noise > 0 ? noise : 1;
        frameTimesUs = frameTimesUs == null ? new long[0] : frameTimesUs;
        tracks = tracks == null ? List.of() : tracks;
        times = times == null ? TrackerTimes.of(frameTimesUs) : times;
        pace = pace == null ? CameraPace.NONE : pace;
    }

    public static TrackerState begin() {
        return new TrackerState(1, 1, 0, null, List.of(), null, null);
    }
}
