package io.zoetrope.models.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The smallest rectangle, turned as it may be, around some pixels: it has a side along an edge of
 * their convex hull (Freeman and Shapira 1975); the hull is Andrew's monotone chain.
 */
final class TightRectangle {
    private TightRectangle() {}

    /**
     * @param points x and y of pixels by turns, at least one; a pixel is a square of side 1
     */
    static TextRegion around(int[] points, float score) {
        List<double[]> hull = hull(corners(points));
        TextRegion best = null;
        for (int i = 0; i < hull.size(); i++) {
            double[] from = hull.get(i);
            double[] to = hull.get((i + 1) % hull.size());
            TextRegion next = along(hull, Math.atan2(to[1] - from[1], to[0] - from[0]), score);
            if (best == null || area(next) < area(best) * (1 - 1e-6f)) {
                best = next;
            }
        }
        return best;
    }

    private static float area(TextRegion region) {
        return region.width() * region.height();
    }

    private static List<double[]> corners(int[] points) {
        List<double[]> corners = new ArrayList<>(points.length * 2);
        for (int i = 0; i < points.length; i += 2) {
            int x = points[i];
            int y = points[i + 1];
            corners.add(new double[] {x, y});
            corners.add(new double[] {x + 1.0, y});
            corners.add(new double[] {x, y + 1.0});
            corners.add(new double[] {x + 1.0, y + 1.0});
        }
        corners.sort(
                Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
        return corners;
    }

    private static List<double[]> hull(List<double[]> sorted) {
        List<double[]> hull = new ArrayList<>();
        for (double[] point : sorted) {
            add(hull, point, 0);
        }
        int lower = hull.size();
        for (int i = sorted.size() - 2; i >= 0; i--) {
            add(hull, sorted.get(i), lower - 1);
        }
        hull.remove(hull.size() - 1);
        return hull;
    }

    /** Takes back what would make a turn to the wrong side. */
    private static void add(List<double[]> hull, double[] point, int fixed) {
        while (hull.size() - fixed >= 2
                && turn(hull.get(hull.size() - 2), hull.get(hull.size() - 1), point) <= 0) {
            hull.remove(hull.size() - 1);
        }
        hull.add(point);
    }

    private static double turn(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }

    /** The rectangle with a side in this direction, brought to an angle in (−π/4, π/4]. */
    private static TextRegion along(List<double[]> hull, double direction, float score) {
        double quarter = Math.PI / 2;
        double angle = direction - quarter * Math.ceil(direction / quarter - 0.5);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double[] p : hull) {
            double u = p[0] * cos + p[1] * sin;
            double v = p[1] * cos - p[0] * sin;
            left = Math.min(left, u);
            right = Math.max(right, u);
            top = Math.min(top, v);
            bottom = Math.max(bottom, v);
        }
        double u = (left + right) / 2;
        double v = (top + bottom) / 2;
        return new TextRegion(
                (float) (u * cos - v * sin),
                (float) (u * sin + v * cos),
                (float) (right - left),
                (float) (bottom - top),
                (float) angle,
                score);
    }
}
