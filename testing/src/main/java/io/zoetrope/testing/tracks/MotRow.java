package io.zoetrope.testing.tracks;

/** One box of truth or result: frame, identity, corner and size. */
public record MotRow(int frame, long id, double x, double y, double width, double height) {
    public double iou(MotRow other) {
        double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        return w * h / (width * height + other.width * other.height - w * h);
    }
}
