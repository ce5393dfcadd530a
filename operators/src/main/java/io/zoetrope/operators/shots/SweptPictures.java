package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.shots.signature.SignedFrame;
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

    /** By look, block and border: the share of the block that lies behind the border. */
    private static final double[][][] BEHIND = behind();

    /** From the middle on: there what melts or moves as a whole is furthest from any border. */
    private static final int[] LOOKS = {6, 5, 7, 4, 8, 3, 9, 2, 10, 1, 11};

    private SweptPictures() {}

    private static double[][][] behind() {
        double[][][] behind = new double[PARTS][BLOCKS][BORDERS.size()];
        double point = 1.0 / (GRAIN * GRAIN);
        for (int i = 0; i < ROWS * GRAIN * COLUMNS * GRAIN; i++) {
            int y = i / (COLUMNS * GRAIN);
            int x = i % (COLUMNS * GRAIN);
            int block = y / GRAIN * COLUMNS + x / GRAIN;
            for (int border = 0; border < BORDERS.size(); border++) {
                double at =
                        BORDERS.get(border)
                                .at((x + 0.5) / (COLUMNS * GRAIN), (y + 0.5) / (ROWS * GRAIN));
                for (int part = 1; part < PARTS; part++) {
                    behind[part][block][border] += at * PARTS <= part ? point : 0;
                }
            }
        }
        return behind;
    }

    /**
     * How far the blocks are from what they would be if a border passed, at best: 0 if they are,
     * .25 and more if all change together.
     *
     * @param weights of the blocks: how far each is at the end from what it was
     * @return more than {@code most} if it is more, or there are too few frames to tell
     */
    static double misfit(RecentFrames frames, int start, int end, int[] weights, double most) {
        if (end - start < LEAST_PARTS) {
            return Double.POSITIVE_INFINITY;
        }
        int weight = 0;
        for (int one : weights) {
            weight += one;
        }
        double bound = most * LOOKS.length * weight;
        double[] off = new double[BORDERS.size()];
        double least = 0;
        for (int look = 0; look < LOOKS.length && least <= bound; look++) {
            SignedFrame between = frames.at(start + (end - start) * LOOKS[look] / PARTS);
            int[] away = between.differences(frames.at(start));
            int[] left = between.differences(frames.at(end));
            add(off, weights, away, left, BEHIND[LOOKS[look]]);
            least = least(off);
        }
        return bound == 0 ? Double.POSITIVE_INFINITY : most * least / bound;
    }

    private static void add(
            double[] off, int[] weights, int[] away, int[] left, double[][] behind) {
        for (int block = 0; block < BLOCKS; block++) {
            int both = away[block] + left[block];
            double gone = both == 0 ? 0 : (double) away[block] / both;
            double weight = weights[block];
            double[] share = behind[block];
            for (int border = 0; border < off.length; border++) {
                off[border] += weight * Math.abs(gone - share[border]);
            }
        }
    }

    private static double least(double[] values) {
        double least = values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }
}
