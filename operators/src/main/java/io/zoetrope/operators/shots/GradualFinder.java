package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;

/** Finds <b>dissolves</b> and wipes: of those that {@link MeltingPictures} sees, the clearest. */
final class GradualFinder {
    private final ShotRules rules;
    private final RecentFrames frames;
    private final MeltingPictures melting;

    /** A clearer one may follow for a while; null for none. */
    private FoundDissolve best;

    /**
     * @param best {@link #best()} of the finder that this one goes on from
     */
    GradualFinder(ShotRules rules, RecentFrames frames, FoundDissolve best) {
        this.rules = rules;
        this.frames = frames;
        this.melting = new MeltingPictures(rules);
        this.best = best;
    }

    /** The best so far; null for none. */
    FoundDissolve best() {
        return best;
    }

    /** What melts now is something else. */
    void drop() {
        best = null;
    }

    /**
     * Takes the next frame.
     *
     * @param notBeforeUs none begins earlier
     * @return the start of a shot before it that is known now; null for none
     */
    ShotStart look(int at, long notBeforeUs) {
        FoundDissolve found = melting.endingAt(frames, at, notBeforeUs);
        if (found != null && (best == null || found.distance() > best.distance())) {
            best = found;
        }
        return finish(frames.ptsUs(at));
    }

    /** Nothing follows. */
    ShotStart end() {
        return finish(Long.MAX_VALUE);
    }

    private ShotStart finish(long nowUs) {
        if (best == null || nowUs - best.toUs() < rules.shortestUs()) {
            return null;
        }
        long middleUs = (best.fromUs() + best.toUs()) / 2;
        best = null;
        return new ShotStart(frames.firstFromUs(middleUs), Transition.DISSOLVE);
    }
}
