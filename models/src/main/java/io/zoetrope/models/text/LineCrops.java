package io.zoetrope.models.text;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.pictures.Crops;

/** Cuts a region out of its picture, level and at the height that a recogniser takes. */
public final class LineCrops {
    /** Samples for each pixel of a turned line, along each axis, at most. */
    private static final int MAX_SAMPLES = 4;

    private LineCrops() {}

    /**
     * @param maxWidth a longer line is squeezed to it
     */
    public static Page cut(Page page, TextRegion region, int height, int maxWidth) {
        double wanted =
                Math.ceil((double) region.width() / Math.max(1e-3, region.height()) * height);
        int width = (int) Math.max(1, Math.min(maxWidth, wanted));
        if (region.isLevel()) {
            Box box = region.box(page.width(), page.height());
            FrameShape shape = new FrameShape(width, height, FrameShape.Fit.STRETCH, 0);
            byte[] rgb = Crops.cut(page.rgb(), page.width(), page.height(), box, shape);
            return new Page(rgb, width, height);
        }
        return turned(page, region, width, height);
    }

    private static Page turned(Page page, TextRegion region, int width, int height) {
        double alongX = Math.cos(region.angle()) * region.width() / width;
        double alongY = Math.sin(region.angle()) * region.width() / width;
        double acrossX = -Math.sin(region.angle()) * region.height() / height;
        double acrossY = Math.cos(region.angle()) * region.height() / height;
        int samples = (int) Math.min(MAX_SAMPLES, Math.max(1, Math.ceil(region.height() / height)));
        byte[] out = new byte[width * height * 3];
        float[] sum = new float[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sum[0] = sum[1] = sum[2] = 0;
                for (int s = 0; s < samples * samples; s++) {
                    double u = x + (s % samples + 0.5) / samples - width / 2.0;
                    double v = y + (s / samples + 0.5) / samples - height / 2.0;
                    add(
                            page,
                            region.x() + u * alongX + v * acrossX - 0.5,
                            region.y() + u * alongY + v * acrossY - 0.5,
                            sum);
                }
                for (int c = 0; c < 3; c++) {
                    out[(y * width + x) * 3 + c] = (byte) Math.round(sum[c] / (samples * samples));
                }
            }
        }
        return new Page(out, width, height);
    }

    /** Linear between four pixels; beyond the border its last pixels go on. */
    private static void add(Page page, double x, double y, float[] sum) {
        double inX = Math.min(page.width() - 1, Math.max(0, x));
        double inY = Math.min(page.height() - 1, Math.max(0, y));
        int left = (int) inX;
        int top = (int) inY;
        int right = Math.min(left + 1, page.width() - 1);
        int bottom = Math.min(top + 1, page.height() - 1);
        float across = (float) (inX - left);
        float down = (float) (inY - top);
        for (int c = 0; c < 3; c++) {
            float above = mix(at(page, left, top, c), at(page, right, top, c), across);
            float below = mix(at(page, left, bottom, c), at(page, right, bottom, c), across);
            sum[c] += mix(above, below, down);
        }
    }

    private static float mix(float a, float b, float share) {
        return a + (b - a) * share;
    }

    private static int at(Page page, int x, int y, int colour) {
        return page.rgb()[(y * page.width() + x) * 3 + colour] & 0xff;
    }
}
