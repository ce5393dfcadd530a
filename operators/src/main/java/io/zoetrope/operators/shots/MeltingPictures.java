package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.shots.signature.Letterbox;
import io.zoetrope.operators.shots.signature.SignedFrame;

/**
 * Recognises a dissolve: between two pictures that differ, all blocks change from the one to the
 * other in step, and in the middle, where both are seen, there is less contrast in most of them
 * than at both ends (Lienhart 1999: only that contrast; Alattar 1993: the variance goes by a
 * parabola). Each of these happens by chance where cameras and things move, and none holds wholly
 * if they move in a dissolve: so they are weighed together, by weights that were learnt on made
 * dissolves (as Lienhart 2001). Wipes are recognised by {@link SweptPictures}.
 */
final class MeltingPictures {
    private static final long[] LENGTHS_US = {
        240_000, 320_000, 480_000, 640_000, 800_000, 1_000_000, 1_280_000, 1_680_000, 2_200_000,
        2_700_000
    };

    /** Pictures on both sides that are looked at for whether they stand still. */
    private static final long STILL_US = 160_000;

    private static final double LEAST_STEP = 5;

    /** What one picture is to the other if it is the end of a fade. */
    private static final double LEAST_SHARE = 0.1;

    private static final double LEAST_OF_PAN = 0.1;
    private static final double MOST_ALIKE = 0.8;

    /** A block's variance that is hardly any, in squares of bins. */
    private static final double FLAT = 0.016;

    private static final double DIPS = 0.9;

    /**
     * How far the variance may lie below that of two pictures mixed that have nothing in common:
     * further, something blank came between.
     */
    private static final double DEEPEST = 0.15;

    private static final double DISTANCE_WEIGHT = 0.75;
    private static final double ASIDE_WEIGHT = 0.3;
    private static final double MOVED_WEIGHT = 0.2;
    private static final double LEAST_CLEAR = 0.88;

    private static final double LEAST_WIPED = 0.25;
    private static final double MOST_MISFIT = 0.11;

    private static final int PARTS = 8;
    private static final int LEAST_PARTS = 5;

    private final ShotRules rules;

    MeltingPictures(ShotRules rules) {
        this.rules = rules;
    }

    /**
     * @param frames in order
     * @param end index of the frame that a dissolve may end with; frames behind it are there
     * @param notBeforeUs no dissolve begins earlier
     * @return the clearest, or null
     */
    FoundDissolve endingAt(RecentFrames frames, int end, long notBeforeUs) {
        SignedFrame to = frames.at(end);
        FoundDissolve best = null;
        for (long length : LENGTHS_US) {
            long fromUs = to.ptsUs() - length;
            int start = frames.lastUpTo(fromUs);
            if (length > rules.longestUs()
                    || start < 1
                    || frames.lastUpTo(fromUs - STILL_US) < 0
                    || frames.ptsUs(start) < notBeforeUs) {
                break;
            }
            if (end - start < LEAST_PARTS) {
                continue;
            }
            Letterbox letterbox = Letterbox.of(frames.at(start), to);
            int[] differences = frames.at(start).differences(to);
            double distance = letterbox.distance(differences);
            if (distance < rules.leastDissolve()) {
                continue;
            }
            boolean wipe = distance >= LEAST_WIPED && wipes(frames, start, end, differences);
            double clear =
                    wipe ? distance : melted(frames, start, end, letterbox, distance) - LEAST_CLEAR;
            boolean better = clear > 0 && (best == null || clear > best.clearness());
            if (better && !disturbed(frames, start, end)) {
                best = new FoundDissolve(frames.ptsUs(start), to.ptsUs(), distance, clear);
            }
        }
        return best;
    }

    /** Of a wipe the distance tells: half of one is a wipe as well, of fewer blocks. */
    private static boolean wipes(RecentFrames frames, int start, int end, int[] differences) {
        return SweptPictures.misfit(frames, start, end, differences, MOST_MISFIT) <= MOST_MISFIT;
    }

    /** Whether a picture comes out of black there, or the camera pans quickly. */
    private boolean disturbed(RecentFrames frames, int start, int end) {
        for (int at = start;
                at >= 0 && sinceUs(frames, at, start) <= rules.shortestUs() * 2;
                at--) {
            if (frames.at(at).blank()) {
                return true;
            }
        }
        for (int at = start + 1; at <= end; at++) {
            SignedFrame frame = frames.at(at);
            if (frame.score() >= LEAST_OF_PAN && frame.pans(frames.at(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static long sinceUs(RecentFrames frames, int from, int to) {
        return frames.at(to).ptsUs() - frames.at(from).ptsUs();
    }

    /** How much speaks for a dissolve; 0 if something speaks against it. */
    private static double melted(
            RecentFrames frames, int start, int end, Letterbox letterbox, double distance) {
        SignedFrame from = frames.at(start);
        SignedFrame to = frames.at(end);
        // Nothing below adds to it: most pairs of pictures are done with here.
        double most =
                dips(letterbox, from, frames.at((start + end) / 2), to)
                        + DISTANCE_WEIGHT * distance;
        if (most <= LEAST_CLEAR) {
            return 0;
        }
        double[] first = letterbox.means(from);
        double[] last = letterbox.means(to);
        BlockChange change = new BlockChange(first, last);
        double one = from.contrast();
        double other = to.contrast();
        if (change.length() < LEAST_STEP * Math.sqrt(first.length)
                || onlyLight(first, last)
                || change.isEven()
                || Math.min(one, other) < LEAST_SHARE * Math.max(one, other)) {
            return 0;
        }
        int parts = Math.min(PARTS, end - start);
        double outOfStep = 0;
        double aside = 0;
        for (int part = 1;
                part < parts && most - outOfStep - ASIDE_WEIGHT * aside > LEAST_CLEAR;
                part++) {
            change.look(letterbox.means(frames.at(start + (end - start) * part / parts)));
            outOfStep = Math.max(outOfStep, Math.abs(change.share() - (double) part / parts));
            aside = Math.max(aside, change.aside());
        }
        return most
                - outOfStep
                - ASIDE_WEIGHT * aside
                - MOVED_WEIGHT * moved(frames, start, end, letterbox) / distance;
    }

    /** In what share of the blocks contrast is less in the middle; 0 if there is hardly any. */
    private static double dips(
            Letterbox letterbox, SignedFrame from, SignedFrame middle, SignedFrame to) {
        double[] first = letterbox.variances(from);
        double[] mixed = letterbox.variances(middle);
        double[] last = letterbox.variances(to);
        double before = 0;
        double between = 0;
        double after = 0;
        int dips = 0;
        int blocks = 0;
        for (int block = 0; block < mixed.length; block++) {
            blocks += letterbox.isPicture(block) ? 1 : 0;
            before += first[block];
            between += mixed[block];
            after += last[block];
            double ends = (first[block] + last[block]) / 2;
            dips +=
                    letterbox.isPicture(block) && mixed[block] < DIPS * Math.max(FLAT, ends)
                            ? 1
                            : 0;
        }
        boolean blank = between < (before + after) / 4 - DEEPEST * Math.sqrt(before * after);
        return blank || blocks == 0 ? 0 : (double) dips / blocks;
    }

    /** How far the pictures go by themselves before and behind it, the larger of the two. */
    private static double moved(RecentFrames frames, int start, int end, Letterbox letterbox) {
        int before = frames.lastUpTo(frames.ptsUs(start) - STILL_US);
        int after = frames.lastUpTo(frames.ptsUs(end) + STILL_US);
        return Math.max(
                letterbox.distance(frames.at(Math.max(0, before)), frames.at(start)),
                letterbox.distance(frames.at(end), frames.at(after)));
    }

    /** Whether one is the other with more or less light, as when a picture fades in. */
    private static boolean onlyLight(double[] from, double[] to) {
        double[] one = light(from);
        double[] other = light(to);
        double sizes = dot(one, one) * dot(other, other);
        return dot(one, other) >= MOST_ALIKE * Math.sqrt(sizes);
    }

    /** Of each block, less that of all. */
    private static double[] light(double[] means) {
        double[] light = new double[means.length / FrameSignatures.PLANES];
        double sum = 0;
        for (int block = 0; block < light.length; block++) {
            light[block] = means[block * FrameSignatures.PLANES];
            sum += light[block];
        }
        for (int block = 0; block < light.length; block++) {
            light[block] -= sum / light.length;
        }
        return light;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
