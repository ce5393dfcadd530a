package io.zoetrope.operators.observe.camera;

import io.zoetrope.operators.observe.SeenMotion;
import java.util.ArrayList;
import java.util.List;

/**
 * How the camera moved between two pictures: blocks of the first are looked for in the second from
 * coarse to fine (hierarchical block matching, Bierling 1988), and one motion is fitted to where
 * they went ({@link MotionFit}).
 */
final class MotionEstimate {
    /** How far a picture may have gone, as a share of its sides. */
    private static final double REACH = .25;

    private static final int BLOCK = 12;
    private static final int LEAST_SIDE = 40;

    /** Mean distance from a block's mean light below which it could be anywhere. */
    private static final double LEAST_TEXTURE = 3;

    private final LumaPicture from;
    private final LumaPicture to;
    private final LumaPicture halfFrom;
    private final LumaPicture halfTo;

    private MotionEstimate(LumaPicture from, LumaPicture to) {
        this.from = from;
        this.to = to;
        halfFrom = from.half();
        halfTo = to.half();
    }

    /** {@link SeenMotion#UNKNOWN} if too little can be seen of it. */
    static SeenMotion between(LumaPicture from, LumaPicture to) {
        boolean alike = from.width() == to.width() && from.height() == to.height();
        if (!alike || Math.min(from.width(), from.height()) < LEAST_SIDE) {
            return SeenMotion.UNKNOWN;
        }
        return new MotionEstimate(from, to).find();
    }

    private SeenMotion find() {
        int[] whole = wholeShift();
        List<BlockShift> shifts = new ArrayList<>();
        for (int y = 0; y + BLOCK <= from.height(); y += BLOCK) {
            for (int x = 0; x + BLOCK <= from.width(); x += BLOCK) {
                BlockShift shift = shift(x, y, whole);
                if (shift != null) {
                    shifts.add(shift);
                }
            }
        }
        return MotionFit.of(shifts, from.width(), from.height());
    }

    /** The shift of the whole, on pictures of a quarter of the sides, in points of those. */
    private int[] wholeShift() {
        LumaPicture a = halfFrom.half();
        LumaPicture b = halfTo.half();
        int reachX = (int) (REACH * a.width());
        int reachY = (int) (REACH * a.height());
        int bias = mean(b) - mean(a);
        int[] best = {0, 0};
        double least = difference(a, b, 0, 0, bias, Double.MAX_VALUE);
        for (int dy = -reachY; dy <= reachY; dy++) {
            for (int dx = -reachX; dx <= reachX; dx++) {
                double difference = difference(a, b, dx, dy, bias, least);
                if (difference < least) {
                    least = difference;
                    best = new int[] {dx, dy};
                }
            }
        }
        return best;
    }

    private static int mean(LumaPicture picture) {
        long sum = 0;
        for (int light : picture.light()) {
            sum += light;
        }
        return (int) (sum / picture.light().length);
    }

    /** Looks no further once it is {@code enough} or more. */
    private static double difference(
            LumaPicture a, LumaPicture b, int dx, int dy, int bias, double enough) {
        int fromX = Math.max(0, -dx);
        int toX = Math.min(a.width(), a.width() - dx);
        int fromY = Math.max(0, -dy);
        int toY = Math.min(a.height(), a.height() - dy);
        double points = (double) (toX - fromX) * (toY - fromY);
        long sum = 0;
        for (int y = fromY; y < toY && sum / points < enough; y++) {
            int at = y * a.width();
            int there = (y + dy) * b.width() + dx;
            for (int x = fromX; x < toX; x++) {
                sum += Math.abs(b.light()[there + x] - a.light()[at + x] - bias);
            }
        }
        return sum / points;
    }

    /** Null if the block has nothing to go by, or left the picture. */
    private BlockShift shift(int x, int y, int[] whole) {
        if (texture(x, y) < LEAST_TEXTURE) {
            return null;
        }
        int half = BLOCK / 2;
        int[] coarse = search(halfFrom, halfTo, x / 2, y / 2, half, 2 * whole[0], 2 * whole[1], 3);
        if (coarse == null) {
            return null;
        }
        int[] fine = search(from, to, x, y, BLOCK, 2 * coarse[0], 2 * coarse[1], 1);
        if (fine == null) {
            return null;
        }
        return new BlockShift(
                x + BLOCK / 2.,
                y + BLOCK / 2.,
                fine[0] + between(x, y, fine, 1, 0),
                fine[1] + between(x, y, fine, 0, 1));
    }

    private double texture(int x, int y) {
        int sum = 0;
        for (int i = 0; i < BLOCK * BLOCK; i++) {
            sum += from.at(x + i % BLOCK, y + i / BLOCK);
        }
        int mean = sum / (BLOCK * BLOCK);
        int away = 0;
        for (int i = 0; i < BLOCK * BLOCK; i++) {
            away += Math.abs(from.at(x + i % BLOCK, y + i / BLOCK) - mean);
        }
        return away / (double) (BLOCK * BLOCK);
    }

    /** The first of the nearest; null if all lie outside the picture. */
    private static int[] search(
            LumaPicture a, LumaPicture b, int x, int y, int side, int dx, int dy, int reach) {
        int[] best = null;
        long least = Long.MAX_VALUE;
        // Most often where it is expected: others are soon seen to be further away than that.
        long middle = distance(a, b, x, y, side, dx, dy, Long.MAX_VALUE);
        for (int ty = dy - reach; ty <= dy + reach; ty++) {
            for (int tx = dx - reach; tx <= dx + reach; tx++) {
                long sum = distance(a, b, x, y, side, tx, ty, Math.min(middle, least));
                if (sum < least && sum <= middle) {
                    least = sum;
                    best = new int[] {tx, ty};
                }
            }
        }
        return best;
    }

    /**
     * Looks no further once it is more than enough.
     *
     * @return {@link Long#MAX_VALUE} outside the picture
     */
    private static long distance(
            LumaPicture a, LumaPicture b, int x, int y, int side, int dx, int dy, long enough) {
        if (x + dx < 0 || y + dy < 0 || x + dx + side > b.width() || y + dy + side > b.height()) {
            return Long.MAX_VALUE;
        }
        long sum = 0;
        for (int row = y; row < y + side && sum <= enough; row++) {
            int at = row * a.width() + x;
            int there = (row + dy) * b.width() + x + dx;
            for (int i = 0; i < side; i++) {
                sum += Math.abs(b.light()[there + i] - a.light()[at + i]);
            }
        }
        return sum;
    }

    /** Between the points: the lowest place of a parabola through three distances. */
    private double between(int x, int y, int[] best, int stepX, int stepY) {
        long before = distance(x, y, best[0] - stepX, best[1] - stepY);
        long here = distance(x, y, best[0], best[1]);
        long after = distance(x, y, best[0] + stepX, best[1] + stepY);
        if (before == Long.MAX_VALUE || after == Long.MAX_VALUE) {
            return 0;
        }
        double bend = (double) before - 2 * here + after;
        return bend <= 0 ? 0 : Math.max(-.5, Math.min(.5, (before - after) / (2 * bend)));
    }

    private long distance(int x, int y, int dx, int dy) {
        return distance(from, to, x, y, BLOCK, dx, dy, Long.MAX_VALUE);
    }
}
