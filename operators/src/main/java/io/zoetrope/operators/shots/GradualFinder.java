package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;

/** Finds <b>dissolves</b> and wipes: of those that {@link MeltingPictures} sees, the clearest. */
final class GradualFinder {
    private final ShotRules rules;
    private final RecentFrames frames;
    private final MeltingPictures melting;

    /** The longest time that a clearer one is waited for. */
    private static final long LONGEST_WAIT_US = 1_200_000;

    private static final double GOES_BACK = 0.6;
    private static final long BEFORE_US = 480_000;

    /** Of so many frames one is looked at. */
    private static final int EACH = 3;

    /** A clearer one may follow for a while; null for none. */
    private FoundDissolve best;

    private long endUs;

    /**
     * @param best {@link #best()} of the finder that this one goes on from
     * @param endUs {@link #endUs()} of it
     */
    GradualFinder(ShotRules rules, RecentFrames frames, FoundDissolve best, long endUs) {
        this.rules = rules;
        this.frames = frames;
        this.melting = new MeltingPictures(rules);
        this.best = best;
        this.endUs = endUs;
    }

    /** The best so far; null for none. */
    FoundDissolve best() {
        return best;
    }

    /** Up to where the last one went that was told: none begins earlier. */
    long endUs() {
        return endUs;
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
        FoundDissolve found = melting.endingAt(frames, at, Math.max(endUs, notBeforeUs));
        if (found != null && (best == null || found.clearness() > best.clearness())) {
            best = found;
        }
        return finish(frames.ptsUs(at));
    }

    /**
     * A shot begins at once.
     *
     * @return what melted before it by a shot's length; null for nothing
     */
    ShotStart cutAt(long us) {
        boolean before = best != null && us - middleUs() >= rules.shortestUs() && best.toUs() < us;
        ShotStart start = before && !goesBack(us) ? told() : null;
        best = null;
        return start;
    }

    private long middleUs() {
        return (best.fromUs() + best.toUs()) / 2;
    }

    /** Nothing follows. */
    ShotStart end() {
        return best == null || goesBack(Long.MAX_VALUE) ? null : told();
    }

    private ShotStart finish(long nowUs) {
        if (best == null || nowUs - best.toUs() < waitUs()) {
            return null;
        }
        if (goesBack(nowUs)) {
            best = null;
            return null;
        }
        return told();
    }

    private ShotStart told() {
        ShotStart start =
                ShotStart.between(
                        frames.firstFromUs(middleUs()),
                        Transition.DISSOLVE,
                        best.fromUs(),
                        best.toUs());
        endUs = best.toUs();
        best = null;
        return start;
    }

    /** Whether what comes up to a time is what was there shortly before: something passed by. */
    private boolean goesBack(long untilUs) {
        double least = GOES_BACK * best.distance();
        int from = frames.lastUpTo(best.fromUs());
        int last = frames.lastUpTo(untilUs - 1);
        for (int one = from; one >= 0 && near(one); one -= EACH) {
            for (int other = frames.lastUpTo(best.toUs()) + 1; other <= last; other += EACH) {
                if (frames.at(other).distance(frames.at(one)) < least) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean near(int before) {
        return best.fromUs() - frames.ptsUs(before) <= BEFORE_US;
    }

    /** The longer it is, the more of it may still come. */
    private long waitUs() {
        long threeQuarters = (best.toUs() - best.fromUs()) * 3 / 4;
        return Math.max(rules.shortestUs(), Math.min(LONGEST_WAIT_US, threeQuarters));
    }
}
