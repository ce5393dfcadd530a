package io.zoetrope.local;

import java.time.Duration;

/**
 * How one video ended, as the table shows it.
 *
 * @param state null where it never showed up
 * @param objects kinds of objects seen
 * @param searchableAfter since it was given; null where it is not searchable, or was before
 * @param playableAfter since it was given; null where it cannot be played, or was before
 */
record Ending(
        GivenVideo video,
        VideoState state,
        int objects,
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
