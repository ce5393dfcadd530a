package io.zoetrope.operators.track.boxes;

import io.zoetrope.domain.Box;

/**
 * A rectangle in frame heights: a unit along x is as long as one along y, so that one noise holds
 * for both.
 */
public record Rect(double x0, double y0, double x1, double y1) {
    /**
     * @param aspect width over height of the displayed frame
     */
    public static Rect of(Box box, double aspect) {
        return new Rect(box.x0() * aspect, box.y0(), box.x1() * aspect, box.y1());
    }

    public static Rect around(double centerX, double centerY, double width, double height) {
        return new Rect(
                centerX - width / 2,
                centerY - height / 2,
                centerX + width / 2,
                centerY + height / 2);
    }

    public Box toBox(double aspect) {
        return new Box((float) (x0 / aspect), (float) y0, (float) (x1 / aspect), (float) y1);
    }

    public double width() {
        return x1 - x0;
    }

    public double height() {
        return y1 - y0;
    }

    public double centerX() {
        return (x0 + x1) / 2;
    }

    public double centerY() {
        return (y0 + y1) / 2;
    }

    double area() {
        return width() * height();
    }

    /** Side of the square of the same area. */
    double size() {
        return Math.sqrt(area());
    }

    public Rect shifted(double dx, double dy) {
        return new Rect(x0 + dx, y0 + dy, x1 + dx, y1 + dy);
    }

    /** Grown on each side by a share of its width and height. */
    public Rect buffered(double share) {
        double dx = share * width();
        double dy = share * height();
        return new Rect(x0 - dx, y0 - dy, x1 + dx, y1 + dy);
    }

    public Rect toward(Rect other, double share) {
        return new Rect(
                x0 + share * (other.x0 - x0),
                y0 + share * (other.y0 - y0),
                x1 + share * (other.x1 - x1),
                y1 + share * (other.y1 - y1));
    }

    public double intersection(Rect other) {
        double width = Math.min(x1, other.x1) - Math.max(x0, other.x0);
        double height = Math.min(y1, other.y1) - Math.max(y0, other.y0);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }

    /** Intersection over union, in [0,1]. */
    public double iou(Rect other) {
        double common = intersection(other);
        return common == 0 ? 0 : common / (area() + other.area() - common);
    }

    /** Share of this that lies in the other, in [0,1]. */
    double coveredBy(Rect other) {
        return intersection(other) / area();
    }

    /** The smaller height over the larger, in [0,1]. */
    public double heightRatio(Rect other) {
        double mine = height();
        double theirs = other.height();
        return mine < theirs ? mine / theirs : theirs / mine;
    }

    public boolean isUsable() {
        return Double.isFinite(area()) && x1 > x0 && y1 > y0;
    }
}
