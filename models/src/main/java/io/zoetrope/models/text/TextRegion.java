package io.zoetrope.models.text;

import io.zoetrope.domain.Box;

/**
 * A rectangle, perhaps a turned one, in which something is written.
 *
 * @param x of its centre, in pixels
 * @param y of its centre, in pixels, downwards
 * @param width along the writing, in pixels
 * @param height across it
 * @param angle of the writing's direction against the x axis in radians, clockwise on the screen,
 *     (−π/4, π/4] unless it was taken for a column
 * @param score how sure it is that this is writing, [0,1]
 */
public record TextRegion(float x, float y, float width, float height, float angle, float score) {

    /** Writing that leans less than this is taken for level: 2 degrees. */
    private static final float LEVEL = 0.035f;

    public boolean isLevel() {
        return Math.abs(angle) < LEVEL;
    }

    /** Too tall for a line: a column, a line that runs downwards, or a single thin letter. */
    public boolean isTall() {
        return height >= 1.5f * width;
    }

    /** The same rectangle, read downwards. */
    public TextRegion turned() {
        return new TextRegion(x, y, height, width, angle + (float) (Math.PI / 2), score);
    }

    /** Grown by so many pixels at each side. */
    TextRegion grown(float by) {
        return new TextRegion(x, y, width + 2 * by, height + 2 * by, angle, score);
    }

    /** Of a picture that is so many times as wide and as high. */
    TextRegion scaled(float across, float down) {
        double cos = Math.cos(angle) * across;
        double sin = Math.sin(angle) * down;
        double along = Math.hypot(cos, sin);
        double upright = Math.hypot(Math.sin(angle) * across, Math.cos(angle) * down);
        return new TextRegion(
                x * across,
                y * down,
                (float) (width * along),
                (float) (height * upright),
                (float) Math.atan2(sin, cos),
                score);
    }

    /** Its upright bounds in [0,1] of the picture. */
    public Box box(int pictureWidth, int pictureHeight) {
        double cos = Math.abs(Math.cos(angle));
        double sin = Math.abs(Math.sin(angle));
        double halfWidth = (width * cos + height * sin) / 2;
        double halfHeight = (width * sin + height * cos) / 2;
        return new Box(
                unit((x - halfWidth) / pictureWidth),
                unit((y - halfHeight) / pictureHeight),
                unit((x + halfWidth) / pictureWidth),
                unit((y + halfHeight) / pictureHeight));
    }

    private static float unit(double value) {
        return (float) Math.min(1, Math.max(0, value));
    }
}
