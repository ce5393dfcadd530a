package io.zoetrope.operators.track;

import java.util.List;

/**
 * Where following the objects of one video stands between two segments. Held in state: components
 * may be added, none moved or taken away.
 *
 * @param shot of the last frame, or of the next if one began since
 * @param tracker null before the first frame
 * @param smoother null before the first frame
 * @param open tracks that may go on
 */
public record ShotTracksState(
        int shot, TrackerState tracker, PathSmootherState smoother, List<OpenTrackState> open) {
    /** Before the first frame. */
    public static final ShotTracksState START = new ShotTracksState(0, null, null, null);

    public ShotTracksState {
        tracker = tracker == null ? TrackerState.begin() : tracker;
        smoother = smoother == null ? PathSmootherState.begin() : smoother;
        open = open == null ? List.of() : open;
    }
}
