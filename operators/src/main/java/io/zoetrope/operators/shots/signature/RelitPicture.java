package io.zoetrope.operators.shots.signature;

import io.zoetrope.media.FrameSignatures;

/**
 * Recognises the same picture in another light, as a lamp, lightning or an explosion gives it: the
 * light of the one is mapped so that all of it together is distributed as in the other (histogram
 * specification), and then each block shows what it showed. Another picture that happens to be of
 * as much light has it elsewhere; and one that is alike everywhere says nothing.
 */
final class RelitPicture {
    private static final int BLOCKS = FrameSignatures.BLOCKS;
    private static final int BINS = FrameSignatures.BINS;

    /** What is left of the distance once the light is the same. */
    private static final double MOST_LEFT = 0.2;

    /** The same, of the distance to blocks that lie elsewhere. */
    private static final double MOST_OF_OTHERS = 0.25;

    /** Of 510: less, and the picture is alike everywhere. */
    private static final double LEAST_LAYOUT = 25;

    /** Colours of a lamp may differ by so much, squared; and by so much of what they are. */
    private static final double MOST_COLOUR = 36;

    private static final double MOST_OF_COLOUR = 0.3;

    /** Mean of a colour plane that is grey, in {@link SignedFrame#means}. */
    private static final double GREY = 60;

    private static final int PLANES = FrameSignatures.PLANES;

    private final SignedFrame one;
    private final SignedFrame other;
    private final double[][] before = new double[BLOCKS][];
    private final double[][] now = new double[BLOCKS][];
    private final double[][] mapped = new double[BLOCKS][];

    private RelitPicture(SignedFrame one, SignedFrame other) {
        this.one = one;
        this.other = other;
        double[] all = new double[BINS];
        double[] allNow = new double[BINS];
        for (int block = 0; block < BLOCKS; block++) {
            if (!other.isBarred(one, block)) {
                before[block] = one.lightOf(block);
                now[block] = other.lightOf(block);
                for (int bin = 0; bin < BINS; bin++) {
                    all[bin] += before[block][bin];
                    allNow[bin] += now[block][bin];
                }
            }
        }
        double[][] moves = moves(all, allNow);
        for (int block = 0; block < BLOCKS; block++) {
            mapped[block] = before[block] == null ? null : moved(before[block], moves);
        }
    }

    static boolean is(SignedFrame before, SignedFrame now) {
        // From what shows more to what shows less: where light is gone, nothing says what it was.
        return before.contrast() >= now.contrast()
                ? new RelitPicture(before, now).isSame()
                : new RelitPicture(now, before).isSame();
    }

    /** By bin: to which share of it goes where, the darkest to the darkest. */
    private static double[][] moves(double[] from, double[] to) {
        double[][] moves = new double[BINS][BINS];
        double scale = sum(to) / Math.max(1, sum(from));
        double left = to[0];
        int target = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double all = from[bin] * scale;
            double rest = all;
            while (rest > 0) {
                double part = target == BINS - 1 ? rest : Math.min(rest, left);
                moves[bin][target] += part / all;
                rest -= part;
                left -= part;
                if (left <= 0 && target < BINS - 1) {
                    left = to[++target];
                }
            }
        }
        return moves;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double[] moved(double[] counts, double[][] moves) {
        double[] moved = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            for (int target = 0; target < BINS; target++) {
                moved[target] += counts[bin] * moves[bin][target];
            }
        }
        return moved;
    }

    private boolean isSame() {
        double left = 0;
        double was = 0;
        double others = 0;
        int count = 0;
        for (int block = 0; block < BLOCKS; block++) {
            if (before[block] != null) {
                left += distance(mapped[block], now[block]);
                was += distance(before[block], now[block]);
                others += elsewhere(block);
                count++;
            }
        }
        return others > LEAST_LAYOUT * count
                && left <= MOST_LEFT * was
                && left <= MOST_OF_OTHERS * others
                && isOfSameColours();
    }

    /** Whether all colours are as they were, but for how strong they are. */
    private boolean isOfSameColours() {
        double both = 0;
        double first = 0;
        double last = 0;
        int count = 0;
        for (int block = 0; block < BLOCKS; block++) {
            for (int plane = 1; before[block] != null && plane < PLANES; plane++) {
                double from = one.means()[block * PLANES + plane] - GREY;
                double to = other.means()[block * PLANES + plane] - GREY;
                both += from * to;
                first += from * from;
                last += to * to;
                count++;
            }
        }
        double rest = first == 0 ? last : last - Math.max(0, both) * both / first;
        return rest <= Math.max(MOST_COLOUR * count, MOST_OF_COLOUR * last);
    }

    /** Mean distance to the blocks that lie elsewhere. */
    private double elsewhere(int block) {
        double sum = 0;
        int count = 0;
        for (int other = 0; other < BLOCKS; other++) {
            if (other != block && now[other] != null) {
                sum += distance(mapped[block], now[other]);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(one[bin] - other[bin]);
        }
        return sum;
    }
}
