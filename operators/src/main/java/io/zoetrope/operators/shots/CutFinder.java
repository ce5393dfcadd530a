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

    CutFinder(ShotRules rules, RecentFrames frames) {
        this.rules = rules;
        this.frames = frames;
    }

    /** Whether a shot begins with that frame at once; what is near it behind is there. */
    boolean isCut(int at) {
        if (at == 0) {
            return false;
        }
        return frames.sparse(at) ? isAnother(at) : standsOut(at) && parts(at) && !pans(at);
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
        double next = Math.max(frames.score(at - 1), frames.score(at + 1));
        double further = 0;
        int count = 0;
        for (int i = 2; i <= rules.window(); i++) {
            further += frames.score(at - i) + frames.score(at + i);
            count += 2;
        }
        return score - next >= rules.leastCut() || count > 0 && score >= CALM * further / count;
    }

    /** Whether it is the one before, moved: a quick pan. */
    private boolean pans(int at) {
        return frames.at(at).pans(frames.at(at - 1));
    }

    /** Whether no frame shortly before is like one shortly after. */
    private boolean parts(int at) {
        double least = GOES_BACK * frames.score(at);
        int first = frames.firstNear(at - 1);
        int last = frames.lastNear(at);
        int stepBefore = Math.max(1, (at - 1 - first) / LOOKS);
        int stepAfter = Math.max(1, (last - at) / LOOKS);
        for (int before = at - 1; before >= first; before -= stepBefore) {
            for (int after = at; after <= last; after += stepAfter) {
                if (frames.at(before).distance(frames.at(after)) < least) {
                    return false;
                }
            }
        }
        return true;
    }
}
