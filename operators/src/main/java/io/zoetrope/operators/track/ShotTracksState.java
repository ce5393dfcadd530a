package io.zoetrope.operators.track;

import io.zoetrope.operators.shots.ShotMemory;
import java.util.List;

/**
 * Where following the objects of one video stands between two segments. Held in state: components
 * may be added, none moved or taken away.
 *
 * @param shot of the next frame, if no border lies before it
 * @param begun whether a frame came since the last gap
 * @param shots where finding them stands
 * @param bordersUs of shots, behind the last frame that was looked at, ascending
 * @param waiting frames that a shot may still begin before, in order
 * @param tracker null before the first frame
 * @param smoother null before the first frame
 * @param open tracks that may go on
 */
public record ShotTracksState(
        int shot,
        boolean begun,
        ShotMemory shots,
        List<Long> bordersUs,
        List<SeenFrame> waiting,
        TrackerState tracker,
        PathSmootherState smoother,
        List<OpenTrackState> open) {
    /** Before the first frame. */
    public static final ShotTracksState START =
            new ShotTracksState(0, false, null, null, null, null, null, null);

    public ShotTracksState {
        shots = shots == null ? ShotMemory.START : shots;
        bordersUs = bordersUs == null ? List.of() : bordersUs;
        waiting = waiting == null ? List.of() : waiting;
        tracker = tracker == null ? TrackerState.begin() : tracker;
        smoother = smoother == null ? PathSmootherState.begin() : smoother;
        open = open == null ? List.of() : open;
    }
}
