package io.zoetrope.testing.scenes;

import java.util.Random;

/** Smooth noise around 0: a sum of enlarged random grids, each finer and weaker than the last. */
final class CloudNoise {
    private final int side;
    private final double[] values;

    /**
     * @param side of the picture, pixels
     * @param coarse cells of the first grid along a side
     * @param octaves how many grids
     */
    CloudNoise(Random random, int side, int coarse, int octaves) {
        this.side = side;
        this.values = new double[side * side];
        double weight = 1;
        int cells = coarse;
        for (int octave = 0; octave < octaves; octave++) {
            add(random, Math.min(side, cells), weight);
            weight *= 0.6;
            cells *= 4;
        }
    }

    double at(int x, int y) {
        return values[y * side + x];
    }

    private void add(Random random, int cells, double weight) {
        double[] grid = new double[cells * cells];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = random.nextDouble() - 0.5;
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                values[y * side + x] += weight * smooth(grid, cells, x, y);
            }
        }
    }

    private double smooth(double[] grid, int cells, int x, int y) {
        double gx = Math.max(0, Math.min(cells - 1.0, (x + 0.5) * cells / side - 0.5));
        double gy = Math.max(0, Math.min(cells - 1.0, (y + 0.5) * cells / side - 0.5));
        int x0 = (int) gx;
        int y0 = (int) gy;
        int x1 = Math.min(cells - 1, x0 + 1);
        int y1 = Math.min(cells - 1, y0 + 1);
        double sx = ease(gx - x0);
        double sy = ease(gy - y0);
        double top = grid[y0 * cells + x0] * (1 - sx) + grid[y0 * cells + x1] * sx;
        double bottom = grid[y1 * cells + x0] * (1 - sx) + grid[y1 * cells + x1] * sx;
        return top * (1 - sy) + bottom * sy;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
