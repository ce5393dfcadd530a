package io.zoetrope.operators.shots;

import io.zoetrope.operators.shots.signature.SignedFrame;

/**
 * Finds <b>cuts</b>: a frame whose distance to the one before stands out from those around it
 * (adaptive threshold, as PySceneDetect's AdaptiveDetector, over the median of the blocks), and
 * that parts what was before from what comes after: a flash does not. Between sparse frames, as a
 * pass over key frames gives them, only a wholly other picture is a cut: neighbours that are
 * seconds away say nothing.
 */
final class CutFinder {
    private static final double SAME = 0.004;
    private static final double GOES_BACK = 0.6;
    private static final int LOOKS = 6;
    private static final double CALM = 6;

    private final ShotRules rules;
    private final RecentFrames frames;
    private final BlendedCuts blended;
    private final FlashedCuts flashed;

    CutFinder(ShotRules rules, RecentFrames frames) {
        this.rules = rules;
        this.frames = frames;
        this.blended = new BlendedCuts(rules, frames);
        this.flashed = new FlashedCuts(rules, frames);
    }

    /**
     * In how many steps a shot begins with that frame, or the next one; what is near it behind is
     * there.
     *
     * @return 1 at once, 2 and more if frames between are of both shots; 0 if none begins
     */
    int steps(int at) {
        if (at == 0) {
            return 0;
        }
        if (frames.sparse(at)) {
            return isAnother(at) ? 1 : 0;
        }
        if (standsOut(at) && isNew(at - 1, at) || flashed.isCut(at)) {
            return 1;
        }
        int steps = blended.steps(at);
        int before = BlendedCuts.before(at, steps);
        return steps > 0 && isNew(before, before + steps) ? steps : 0;
    }

    /**
     * Whether it is neither what was there shortly before, nor that moved, nor in another light.
     */
    private boolean isNew(int before, int after) {
        return frames.at(after).differsAllOver(frames.at(before))
                && parts(before, after)
                && !pans(before, after)
                && !isRelit(before, after);
    }

    /** Whether the light comes or goes, and the picture is there again shortly after. */
    private boolean isRelit(int before, int after) {
        int last = frames.lastNear(after);
        int step = Math.max(1, (last - after) / LOOKS);
        for (int at = after; at <= last; at += step) {
            // The frame before may have lines of both.
            if (frames.at(at).isRelit(frames.at(before))
                    || frames.at(at).isRelit(frames.at(Math.max(0, before - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is wholly unlike the last picture; what is blank between two is of the first. */
    private boolean isAnother(int at) {
        int before = at - 1;
        while (before > 0 && frames.at(before).blank()) {
            before--;
        }
        return !frames.at(at).blank()
                && frames.at(at).distance(frames.at(before)) >= rules.leastSparse();
    }

    private boolean standsOut(int at) {
        SignedFrame frame = frames.at(at);
        boolean resized = frame.resized(frames.at(at - 1));
        if (frame.score() < (resized ? rules.leastResized() : rules.leastCut())) {
            return false;
        }
        double around = (around(at, -1) + around(at, 1)) / 2;
        return frame.score() >= rules.ratio() * around && isolated(at);
    }

    /** Distance of the next frame on one side that shows something new; 0 if none does. */
    private double next(int at, int step) {
        int i = at + step;
        while (frames.score(i) < SAME && i > 0 && i < frames.size() && frames.near(i, at)) {
            i += step;
        }
        return frames.score(i);
    }

    /** Mean distance of the next frames on one side that show something new; 0 if none does. */
    private double around(int at, int step) {
        double sum = 0;
        int count = 0;
        for (int i = at + step; i > 0 && i < frames.size() && frames.near(i, at); i += step) {
            double score = frames.score(i);
            if (score >= SAME && count++ < rules.window()) {
                sum += score;
            }
        }
        return count == 0 ? 0 : sum / Math.min(count, rules.window());
    }

    /**
     * Whether it rises sharply over the frames next to it, as a quick pan does not; or all is calm
     * but for one of these: a flash, or two pictures blended, stands at the cut.
     */
    private boolean isolated(int at) {
        double score = frames.score(at);
        double next = Math.max(next(at, -1), next(at, 1));
        double further = 0;
        int count = 0;
        for (int i = 2; i <= rules.window(); i++) {
            further += frames.score(at - i) + frames.score(at + i);
            count += 2;
        }
        return score - next >= rules.leastCut() || count > 0 && score >= CALM * further / count;
    }

    /** Whether the one before moved: a quick pan. */
    private boolean pans(int before, int after) {
        for (int at = before + 1; at <= after; at++) {
            if (frames.at(at).pans(frames.at(at - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether no frame shortly before is like one shortly after. */
    private boolean parts(int before, int after) {
        double least = GOES_BACK * frames.at(after).distance(frames.at(before));
        int first = frames.firstNear(before);
        int last = frames.lastNear(after);
        int stepBefore = Math.max(1, (before - first) / LOOKS);
        int stepAfter = Math.max(1, (last - after) / LOOKS);
        for (int one = before; one >= first; one -= stepBefore) {
            for (int other = after; other <= last; other += stepAfter) {
                if (frames.at(one).distance(frames.at(other)) < least) {
                    return false;
                }
            }
        }
        return true;
    }
}
