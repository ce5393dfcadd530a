package io.zoetrope.operators.shots;

import io.zoetrope.operators.shots.signature.Letterbox;
import io.zoetrope.operators.shots.signature.SignedFrame;

/**
 * Finds cuts that take a few frames: those of films that were brought to another rate, whose frames
 * at a cut are mixtures or have lines of both pictures, and dissolves too short to be told by their
 * contrast. What lies between is mixed from both ends: so the way there is hardly longer than the
 * distance, and goes straight.
 */
final class BlendedCuts {
    private static final int MOST_STEPS = 5;
    private static final long LONGEST_US = 210_000;
    private static final double LEAST_DISTANCE = 0.2;
    private static final double MOST_DETOUR = 2;

    /** Of the mean of all steps. */
    private static final double LEAST_STEP = 0.4;

    /** Of the way: more is a cut by itself. */
    private static final double MOST_STEP = 0.8;

    private static final double MOST_ASIDE = 0.2;

    /** How often the motion around it a step is. */
    private static final double STANDS_OUT = 2.2;

    private final ShotRules rules;
    private final RecentFrames frames;

    BlendedCuts(ShotRules rules, RecentFrames frames) {
        this.rules = rules;
        this.frames = frames;
    }

    /** The last frame before one of so many steps, of which another is the middle. */
    static int before(int at, int steps) {
        return at - 1 - (steps - 1) / 2;
    }

    /**
     * @param at its middle, or the frame before that
     * @return how many steps it takes, 2 to 5; 0 if there is none
     */
    int steps(int at) {
        for (int steps = 2; steps <= MOST_STEPS; steps++) {
            int before = before(at, steps);
            int after = before + steps;
            if (before < 0
                    || after >= frames.size()
                    || steps > 2 && frames.apartUs(before, after) > LONGEST_US) {
                return 0;
            }
            if (isBlended(before, after)) {
                return steps;
            }
        }
        return 0;
    }

    private boolean isBlended(int before, int after) {
        int steps = after - before;
        double way = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int at = before + 1; at <= after; at++) {
            way += frames.score(at);
            least = Math.min(least, frames.score(at));
            most = Math.max(most, frames.score(at));
        }
        // Most frames are done with here.
        if (way < LEAST_DISTANCE || least < LEAST_STEP * way / steps || most > MOST_STEP * way) {
            return false;
        }
        SignedFrame from = frames.at(before);
        SignedFrame to = frames.at(after);
        double distance = to.distance(from);
        return distance >= LEAST_DISTANCE
                && way <= MOST_DETOUR * distance
                && distance / steps
                        >= STANDS_OUT * Math.max(around(before, -1), around(after + 1, 1))
                && isMixed(before, after);
    }

    /** Mean of the next frames on one side. */
    private double around(int at, int step) {
        double sum = 0;
        int count = 0;
        for (int i = at; i > 0 && i < frames.size() && count < rules.window(); i += step) {
            sum += frames.score(i);
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }

    private boolean isMixed(int before, int after) {
        SignedFrame from = frames.at(before);
        SignedFrame to = frames.at(after);
        Letterbox letterbox = Letterbox.of(from, to);
        BlockChange change = new BlockChange(letterbox.means(from), letterbox.means(to));
        double last = 0;
        for (int at = before + 1; at < after; at++) {
            change.look(letterbox.means(frames.at(at)));
            if (change.share() < last || change.share() > 1 || change.aside() > MOST_ASIDE) {
                return false;
            }
            last = change.share();
        }
        return !change.isEven();
    }
}
