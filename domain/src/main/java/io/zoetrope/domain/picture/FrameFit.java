package io.zoetrope.domain.picture;

import io.zoetrope.domain.Box;

/**
 * Where the displayed frame lies in a picture of a {@link FrameShape}, and the way back. Whoever
 * makes such a picture and whoever says where something was found in it go by this one.
 *
 * @param left in pixels of the picture; negative if what is left of it was cut off
 * @param top in pixels of the picture; negative if what is above it was cut off
 * @param width of the whole frame in pixels of the picture
 * @param height of the whole frame in pixels of the picture
 */
public record FrameFit(double left, double top, double width, double height) {
    /**
     * A letterboxed frame takes whole pixels, and if the padding is odd it is nearer to the top and
     * to the left.
     *
     * @param width of the displayed frame, above 0; only the aspect matters
     */
    public static FrameFit of(FrameShape shape, double width, double height) {
        double across = shape.width() / width;
        double down = shape.height() / height;
        return switch (shape.fit()) {
            case STRETCH -> new FrameFit(0, 0, shape.width(), shape.height());
            case LETTERBOX -> {
                double scale = Math.min(across, down);
                int w = whole(width * scale, shape.width());
                int h = whole(height * scale, shape.height());
                yield new FrameFit((shape.width() - w) / 2, (shape.height() - h) / 2, w, h);
            }
            case CENTER_CROP -> {
                double scale = Math.max(across, down);
                double w = width * scale;
                double h = height * scale;
                yield new FrameFit((shape.width() - w) / 2, (shape.height() - h) / 2, w, h);
            }
        };
    }

    private static int whole(double length, int most) {
        return Math.max(1, Math.min(most, (int) Math.round(length)));
    }

    /** From pixels of the picture to [0,1] of the displayed frame, cut at its edges. */
    public Box toDisplayed(double x0, double y0, double x1, double y1) {
        return new Box(
                unit((x0 - left) / width),
                unit((y0 - top) / height),
                unit((x1 - left) / width),
                unit((y1 - top) / height));
    }

    private static float unit(double value) {
        return (float) Math.min(1, Math.max(0, value));
    }
}
