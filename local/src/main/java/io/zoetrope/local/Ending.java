package io.zoetrope.local;

import java.time.Duration;

/**
 * How one video ended, as the table shows it.
 *
 * @param state null if it never showed up, or was removed
 * @param removed whether somebody took it away meanwhile
 * @param classes of objects that were seen in it
 * @param searchableAfter since it was given; null if it is not searchable, or was before
 * @param playableAfter since it was given, in the browser; null if browsers do not play it, or if
 *     it was there before
 */
record Ending(
        GivenVideo video,
        VideoState state,
        boolean removed,
        int classes,
        Duration searchableAfter,
        Duration playableAfter) {

    /** Of a video that the index knows. */
    static Ending of(
            GivenVideo video,
            VideoState state,
            int classes,
            Duration searchableAfter,
            Duration playableAfter) {
        return new Ending(video, state, false, classes, searchableAfter, playableAfter);
    }

    static Ending lost(GivenVideo video) {
        return new Ending(video, null, false, 0, null, null);
    }

    static Ending removed(GivenVideo video) {
        return new Ending(video, null, true, 0, null, null);
    }

    /** Removing a video is what somebody wanted. */
    boolean good() {
        return removed || (state != null && state.endedWell());
    }

    String outcome() {
        if (state == null) {
            return removed ? "removed" : "never answered";
        }
        String problem = state.reason().isEmpty() ? "" : ": " + state.reason();
        return state.state() + problem;
    }
}
