package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;
import java.util.Arrays;
import java.util.List;

/**
 * Recognises a wipe: a border passes over the picture, and each block is of the one picture before
 * it and of the other behind it. What is told by the order in which blocks change, not by what they
 * show, holds for footage that moves as well: a camera or a thing that moves changes them all at
 * once, or not in the order of a border.
 */
final class SweptPictures {
    /** Looks at a wipe, its ends included. */
    private static final int PARTS = 12;

    private static final int LEAST_PARTS = 5;

    /** Points on each side of a block by which it is told how much of it lies behind a border. */
    private static final int GRAIN = 16;

    private static final int COLUMNS = FrameSignatures.COLUMNS;
    private static final int BLOCKS = FrameSignatures.BLOCKS;
    private static final int ROWS = BLOCKS / COLUMNS;

    /** When a border is at a place of the picture, both from 0 to 1. */
    private interface Border {
        double at(double x, double y);
    }

    private static final List<Border> BORDERS =
            List.of(
                    (x, y) -> x,
                    (x, y) -> 1 - x,
                    (x, y) -> y,
                    (x, y) -> 1 - y,
                    (x, y) -> (x + y) / 2,
                    (x, y) -> (1 - x + y) / 2,
                    (x, y) -> (1 + x - y) / 2,
                    (x, y) -> (2 - x - y) / 2,
                    (x, y) -> Math.abs(2 * x - 1),
                    (x, y) -> 1 - Math.abs(2 * x - 1),
                    (x, y) -> Math.abs(2 * y - 1),
                    (x, y) -> 1 - Math.abs(2 * y - 1),
                    (x, y) -> Math.max(Math.abs(2 * x - 1), Math.abs(2 * y - 1)),
                    (x, y) -> 1 - Math.max(Math.abs(2 * x - 1), Math.abs(2 * y - 1)));

    /** By border, look and block: the share of the block that lies behind the border. */
    private static final double[][][] BEHIND =
            BORDERS.stream().map(SweptPictures::behind).toArray(double[][][]::new);

    private SweptPictures() {}

    private static double[][] behind(Border border) {
        double[][] behind = new double[PARTS - 1][BLOCKS];
        double point = 1.0 / (GRAIN * GRAIN);
        for (int y = 0; y < ROWS * GRAIN; y++) {
            for (int x = 0; x < COLUMNS * GRAIN; x++) {
                double at = border.at((x + 0.5) / (COLUMNS * GRAIN), (y + 0.5) / (ROWS * GRAIN));
                int block = y / GRAIN * COLUMNS + x / GRAIN;
                for (int part = 1; part < PARTS; part++) {
                    behind[part - 1][block] += at * PARTS <= part ? point : 0;
                }
            }
        }
        return behind;
    }

    /**
     * How far the blocks are from what they would be if a border passed, at best: 0 if they are,
     * .25 and more if all change together.
     *
     * @return more than {@code most} if it is more, or there are too few frames to tell
     */
    static double misfit(RecentFrames frames, int start, int end, double most) {
        if (end - start < LEAST_PARTS) {
            return Double.POSITIVE_INFINITY;
        }
        SignedFrame from = frames.at(start);
        SignedFrame to = frames.at(end);
        double[] weights = from.distances(to);
        double bound = most * (PARTS - 1) * Arrays.stream(weights).sum();
        double[] off = new double[BORDERS.size()];
        double least = 0;
        for (int part = 1; part < PARTS && least <= bound; part++) {
            SignedFrame between = frames.at(start + (end - start) * part / PARTS);
            double[] away = between.distances(from);
            double[] left = between.distances(to);
            least = Double.POSITIVE_INFINITY;
            for (int border = 0; border < off.length; border++) {
                double[] behind = BEHIND[border][part - 1];
                for (int block = 0; block < BLOCKS; block++) {
                    double both = away[block] + left[block];
                    double gone = both == 0 ? 0 : away[block] / both;
                    off[border] += weights[block] * Math.abs(gone - behind[block]);
                }
                least = Math.min(least, off[border]);
            }
        }
        return bound == 0 ? Double.POSITIVE_INFINITY : most * least / bound;
    }
}
