package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;

/**
 * Which shot of a video is open between two segments. Held in state: components may be added, none
 * moved or taken away.
 *
 * @param shot number of the one that is open, or comes next
 * @param startUs of the open one; {@link #NOT_OPEN} if none is
 * @param transition that the open one began with
 */
public record OpenShot(int shot, long startUs, Transition transition) {
    static final long NOT_OPEN = Long.MIN_VALUE;

    /** Before the first frame. */
    public static final OpenShot START = next(0);

    public OpenShot {
        transition = transition == null ? Transition.CUT : transition;
    }

    /** None is open; the next one has this number. */
    static OpenShot next(int shot) {
        return new OpenShot(shot, NOT_OPEN, Transition.CUT);
    }

    boolean isOpen() {
        return startUs != NOT_OPEN;
    }
}
