package io.zoetrope.models.runtime.detect;

/**
 * A box as a head gives it, in pixels of the detector's input.
 *
 * @param label index into the label list
 * @param appearance empty if the head gives none
 */
public record Candidate(
        float x0, float y0, float x1, float y1, float score, int label, float[] appearance) {

    public static final float[] NO_APPEARANCE = {};

    public float overlap(Candidate other) {
        float width = Math.min(x1, other.x1) - Math.max(x0, other.x0);
        float height = Math.min(y1, other.y1) - Math.max(y0, other.y0);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        float shared = width * height;
        return shared / (area() + other.area() - shared);
    }

    private float area() {
        return (x1 - x0) * (y1 - y0);
    }

    /** What it looks like; empty if the head gives that no direction. */
    float[] look() {
        double squares = 0;
        for (float value : appearance) {
            squares += (double) value * value;
        }
        return squares > 0 && Double.isFinite(squares) ? appearance : NO_APPEARANCE;
    }

    boolean isFinite() {
        return Float.isFinite(x0 + y0 + x1 + y1) && Float.isFinite(score) && x1 > x0 && y1 > y0;
    }
}
