package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;

/**
 * Where a shot begins; the first shot of a video has none. Held in state: components may be added,
 * none moved or taken away.
 *
 * @param ptsUs of its first frame; of a transition that takes time, the frame in its middle
 * @param beforeUs how long before that the transition begins, at most {@link #MOST_REACH_US}; 0 if
 *     it takes no time, or a state of before it was told
 * @param afterUs how long it goes on behind that, likewise
 */
public record ShotStart(long ptsUs, Transition transition, long beforeUs, long afterUs) {
    /** To each side. */
    static final long MOST_REACH_US = 1_350_000;

    /** At once, or by a transition of which only the middle is known. */
    public static ShotStart at(long ptsUs, Transition transition) {
        return new ShotStart(ptsUs, transition, 0, 0);
    }

    /**
     * By a transition that takes time.
     *
     * @param fromUs the last frame before it
     * @param toUs the first frame behind it
     */
    static ShotStart between(long ptsUs, Transition transition, long fromUs, long toUs) {
        return new ShotStart(ptsUs, transition, reach(ptsUs - fromUs), reach(toUs - ptsUs));
    }

    private static long reach(long us) {
        return Math.max(0, Math.min(MOST_REACH_US, us));
    }

    /** Whether a frame of this time shows the transition, and not one shot alone. */
    public boolean reaches(long us) {
        return us > ptsUs - beforeUs && us < ptsUs + afterUs;
    }
}
