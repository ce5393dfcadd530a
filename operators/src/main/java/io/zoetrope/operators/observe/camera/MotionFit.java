package io.zoetrope.operators.observe.camera;

import io.zoetrope.operators.observe.SeenMotion;
import java.util.List;

/**
 * One turn, zoom and shift, fitted to where blocks went, those that went elsewhere counting less
 * and less (iteratively reweighted least squares, Tukey's weights).
 */
final class MotionFit {
    private static final int LEAST_BLOCKS = 10;
    private static final int ROUNDS = 8;

    /** Points of the small picture. */
    private static final double FIRST_TOLERANCE = 8;

    private static final double LAST_TOLERANCE = 1.5;

    /** A motion that fewer blocks agree on is none of the camera's. */
    private static final double LEAST_SHARE = .5;

    private final List<BlockShift> shifts;
    private final double width;
    private final double height;
    private final double midX;
    private final double midY;

    private MotionFit(List<BlockShift> shifts, int width, int height) {
        this.shifts = shifts;
        this.width = width;
        this.height = height;
        midX = width / 2.;
        midY = height / 2.;
    }

    /**
     * @param width of the picture, in points
     * @return {@link SeenMotion#UNKNOWN} if there are too few, or too few agree
     */
    static SeenMotion of(List<BlockShift> shifts, int width, int height) {
        return shifts.size() < LEAST_BLOCKS
                ? SeenMotion.UNKNOWN
                : new MotionFit(shifts, width, height).fit();
    }

    /** x' = x + a + s x - t y, y' = y + b + t x + s y, about the middle. */
    private SeenMotion fit() {
        double[] motion = {median(true), median(false), 0, 0};
        for (int round = 0; round < ROUNDS; round++) {
            double tolerance =
                    FIRST_TOLERANCE
                            * Math.pow(LAST_TOLERANCE / FIRST_TOLERANCE, round / (ROUNDS - 1.));
            motion = refit(motion, tolerance);
        }
        int agreed = 0;
        for (BlockShift shift : shifts) {
            double away = squareAway(shift, motion);
            agreed += away < LAST_TOLERANCE * LAST_TOLERANCE ? 1 : 0;
        }
        if (agreed < LEAST_BLOCKS || agreed < LEAST_SHARE * shifts.size()) {
            return SeenMotion.UNKNOWN;
        }
        double aspect = midX / midY;
        double scale = 1 + motion[2];
        double turn = motion[3];
        double dx = (motion[0] + midX - scale * midX + turn * midY) / width;
        double dy = (motion[1] + midY - scale * midY - turn * midX) / height;
        return new SeenMotion(
                (float) scale,
                (float) (-turn / aspect),
                (float) (turn * aspect),
                (float) scale,
                (float) dx,
                (float) dy);
    }

    private double median(boolean alongX) {
        double[] sorted =
                shifts.stream().mapToDouble(s -> alongX ? s.dx() : s.dy()).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private double squareAway(BlockShift shift, double[] motion) {
        double x = shift.x() - midX;
        double y = shift.y() - midY;
        double dx = motion[0] + motion[2] * x - motion[3] * y - shift.dx();
        double dy = motion[1] + motion[3] * x + motion[2] * y - shift.dy();
        return dx * dx + dy * dy;
    }

    /** Four unknowns; about the weighted middle of the blocks the equations fall apart. */
    private double[] refit(double[] motion, double tolerance) {
        double n = 0;
        double sx = 0;
        double sy = 0;
        double sdx = 0;
        double sdy = 0;
        double[] weights = new double[shifts.size()];
        for (int i = 0; i < weights.length; i++) {
            BlockShift s = shifts.get(i);
            double ratio = squareAway(s, motion) / (tolerance * tolerance);
            weights[i] = ratio >= 1 ? 0 : (1 - ratio) * (1 - ratio);
            n += weights[i];
            sx += weights[i] * (s.x() - midX);
            sy += weights[i] * (s.y() - midY);
            sdx += weights[i] * s.dx();
            sdy += weights[i] * s.dy();
        }
        if (n < 1) {
            return motion;
        }
        double spread = 0;
        double along = 0;
        double across = 0;
        for (int i = 0; i < weights.length; i++) {
            BlockShift s = shifts.get(i);
            double x = s.x() - midX - sx / n;
            double y = s.y() - midY - sy / n;
            double dx = s.dx() - sdx / n;
            double dy = s.dy() - sdy / n;
            spread += weights[i] * (x * x + y * y);
            along += weights[i] * (x * dx + y * dy);
            across += weights[i] * (x * dy - y * dx);
        }
        double zoom = spread > 0 ? along / spread : 0;
        double turn = spread > 0 ? across / spread : 0;
        return new double[] {
            sdx / n - zoom * sx / n + turn * sy / n,
            sdy / n - turn * sx / n - zoom * sy / n,
            zoom,
            turn
        };
    }
}
