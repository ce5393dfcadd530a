package io.zoetrope.testing.scenes;

import java.util.function.IntToDoubleFunction;

/** Makes the polygons that shapes are put together from. */
final class Outline {
    private Outline() {}

    /**
     * @param corners x and y in turn
     */
    static Part polygon(Part.Ink ink, double... corners) {
        int n = corners.length / 2;
        return points(n, i -> corners[2 * i], i -> corners[2 * i + 1], ink);
    }

    static Part rectangle(Part.Ink ink, double x0, double y0, double x1, double y1) {
        return polygon(ink, x0, y0, x1, y0, x1, y1, x0, y1);
    }

    static Part ellipse(Part.Ink ink, double cx, double cy, double rx, double ry) {
        int n = 32;
        return points(
                n,
                i -> cx + rx * Math.cos(2 * Math.PI * i / n),
                i -> cy + ry * Math.sin(2 * Math.PI * i / n),
                ink);
    }

    /** A straight line with a width. */
    static Part bar(Part.Ink ink, double x0, double y0, double x1, double y1, double width) {
        double length = Math.hypot(x1 - x0, y1 - y0);
        double sideX = -(y1 - y0) / length * width / 2;
        double sideY = (x1 - x0) / length * width / 2;
        return polygon(
                ink,
                x0 + sideX,
                y0 + sideY,
                x1 + sideX,
                y1 + sideY,
                x1 - sideX,
                y1 - sideY,
                x0 - sideX,
                y0 - sideY);
    }

    static Part points(int n, IntToDoubleFunction x, IntToDoubleFunction y, Part.Ink ink) {
        double[] xs = new double[n];
        double[] ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = x.applyAsDouble(i);
            ys[i] = y.applyAsDouble(i);
        }
        return new Part(xs, ys, ink);
    }
}
