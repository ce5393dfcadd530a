package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;

/**
 * Recognises a dissolve: between two pictures that differ and stand still, all blocks change from
 * the one to the other in step, and in the middle, where both are seen, there is less contrast than
 * in both (Lienhart 1999). A wipe is taken for one: each block changes from the one to the other
 * and not back, but at a time of its own. Cameras and things that move do neither: what is seen in
 * between is in neither picture.
 */
final class MeltingPictures {
    private static final long[] LENGTHS_US = {
        320_000, 480_000, 640_000, 800_000, 1_000_000, 1_280_000, 1_680_000, 2_200_000, 2_700_000
    };

    /** Pictures on both sides that are looked at for whether they stand still. */
    private static final long STILL_US = 160_000;

    private static final double MOST_MOVED = 0.4;
    private static final double LEAST_STEP = 6;
    private static final double MOST_OUT_OF_STEP = 0.15;
    private static final double MOST_ASIDE = 0.2;

    /** In the middle half of the blocks are changed, and half are not: 0.5 if all are alike. */
    private static final double LEAST_ASIDE_OF_WIPE = 0.35;

    private static final double LEAST_DIP = 0.12;
    private static final double LEAST_SHARE = 0.35;
    private static final double LEAST_OF_PAN = 0.1;
    private static final double MOST_ALIKE = 0.8;
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
        int after = frames.lastUpTo(to.ptsUs() + STILL_US);
        FoundDissolve best = null;
        for (long length : LENGTHS_US) {
            long fromUs = to.ptsUs() - length;
            int start = frames.lastUpTo(fromUs);
            int before = frames.lastUpTo(fromUs - STILL_US);
            if (length > rules.longestUs()
                    || start < 1
                    || before < 0
                    || frames.at(start).ptsUs() < notBeforeUs) {
                break;
            }
            if (end - start < LEAST_PARTS) {
                continue;
            }
            SignedFrame from = frames.at(start);
            double distance = from.distance(to);
            boolean still =
                    distance >= rules.leastDissolve()
                            && frames.at(before).distance(from) <= MOST_MOVED * distance
                            && to.distance(frames.at(after)) <= MOST_MOVED * distance;
            boolean better = best == null || distance > best.distance();
            if (still && better && melts(frames, start, end) && !disturbed(frames, start, end)) {
                best = new FoundDissolve(from.ptsUs(), to.ptsUs(), distance);
            }
        }
        return best;
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

    private static boolean melts(RecentFrames frames, int start, int end) {
        SignedFrame from = frames.at(start);
        SignedFrame to = frames.at(end);
        BlockChange change = new BlockChange(from.means(), to.means());
        double one = from.contrast();
        double other = to.contrast();
        if (change.length() < LEAST_STEP * Math.sqrt(from.means().length)
                || onlyLight(from.means(), to.means())
                || change.isEven()
                // One that is almost blank is the end of a fade.
                || Math.min(one, other) < LEAST_SHARE * Math.max(one, other)) {
            return false;
        }
        int parts = Math.min(PARTS, end - start);
        double outOfStep = 0;
        double aside = 0;
        boolean gradual = true;
        for (int part = 1; part < parts; part++) {
            change.look(frames.at(start + (end - start) * part / parts).means());
            outOfStep = Math.max(outOfStep, Math.abs(change.share() - (double) part / parts));
            aside = Math.max(aside, change.aside());
            gradual &= change.goesOn();
        }
        if (outOfStep <= MOST_OUT_OF_STEP && aside <= MOST_ASIDE) {
            double middle = frames.at((start + end) / 2).variance();
            return middle <= (1 - LEAST_DIP) * (from.variance() + to.variance()) / 2;
        }
        return gradual && aside >= LEAST_ASIDE_OF_WIPE && change.ends();
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
        double[] light = new double[FrameSignatures.BLOCKS];
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
