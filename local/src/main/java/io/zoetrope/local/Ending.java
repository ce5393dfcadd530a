package io.zoetrope.local;

import java.time.Duration;

/**
 * How one video ended, as the table shows it.
 *
 * @param state null if it never showed up
 * @param classes of objects that were seen in it
 * @param searchableAfter since it was given; null if it is not searchable, or was before
 * @param playableAfter since it was given, in the browser; null if browsers do not play it, or if
 *     it was there before
 */
record Ending(
        GivenVideo video,
        VideoState state,
        int classes,
        Duration searchableAfter,
        Duration playableAfter) {

    boolean good() {
        return state != null && state.endedWell();
    }

    String outcome() {
        if (state == null) {
            return "never answered";
        }
        String problem = state.reason().isEmpty() ? "" : ": " + state.reason();
        return state.state() + problem;
    }
}
