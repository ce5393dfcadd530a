package io.zoetrope.models.pictures;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.picture.FrameShape;
import java.util.Arrays;

/** Cuts parts out of pictures, scaled as the video decoder does (area average). Thread-safe. */
public final class Crops {
    private static final int RGB = 3;

    private Crops() {}

    /**
     * @param rgb packed RGB, {@code width * height * 3} bytes; not changed
     * @param box in [0,1] of the picture; widened to one pixel if it is smaller
     * @param shape size of the crop: both axes are scaled on their own, whatever its fit
     * @return packed RGB at the shape
     */
    public static byte[] cut(byte[] rgb, int width, int height, Box box, FrameShape shape) {
        AreaWeights columns = along(box.x0(), box.x1(), width, shape.width());
        AreaWeights rows = along(box.y0(), box.y1(), height, shape.height());
        byte[] out = new byte[shape.bytes()];
        float[][] ready = new float[height][];
        float[] sum = new float[shape.width() * RGB];
        for (int y = 0; y < shape.height(); y++) {
            Arrays.fill(sum, 0);
            for (int i = 0; i < rows.count(y); i++) {
                int row = rows.first(y) + i;
                if (ready[row] == null) {
                    ready[row] = columns.applyToRow(rgb, row * width * RGB);
                }
                add(sum, ready[row], rows.weight(y, i));
            }
            for (int x = 0; x < sum.length; x++) {
                // As rounding does, which is dearer: no sum is negative, and this one is exact.
                out[y * sum.length + x] = (byte) (int) (sum[x] + .5);
            }
        }
        return out;
    }

    /** The shares of a stretch of one axis, which lies inside it and is a pixel long at least. */
    private static AreaWeights along(float from, float to, int pixels, int target) {
        double length = Math.min(pixels, Math.max(1, ((double) to - from) * pixels));
        double start = Math.min(pixels - length, Math.max(0, (double) from * pixels));
        return AreaWeights.of(start, length, pixels, target);
    }

    private static void add(float[] sum, float[] row, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += row[i] * weight;
        }
    }
}
