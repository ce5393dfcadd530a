package io.zoetrope.domain;

/** A rectangle in [0,1] of the displayed frame; {@code x0 <= x1}, {@code y0 <= y1}. */
public record Box(float x0, float y0, float x1, float y1) {
    /** What of it lies in the frame; a line at its edge if nothing does. */
    public Box inFrame() {
        return new Box(unit(x0), unit(y0), unit(x1), unit(y1));
    }

    /** Whether all of it lies beside the frame. */
    public boolean isOutside() {
        return x1 <= 0 || y1 <= 0 || x0 >= 1 || y0 >= 1;
    }

    private static float unit(float value) {
        return Math.min(1, Math.max(0, value));
    }
}
