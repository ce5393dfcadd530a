package io.zoetrope.models.pictures;

import io.zoetrope.domain.picture.FrameFit;
import io.zoetrope.domain.picture.FrameShape;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Which part of a picture goes to which part of a {@link FrameShape}.
 *
 * @param columns source columns for each target column
 * @param rows source rows for each target row
 * @param left target columns before the picture
 * @param top target rows above it
 */
record Fitting(FrameShape shape, AreaWeights columns, AreaWeights rows, int left, int top) {

    /**
     * @param width of the picture, at least 1
     * @param height of the picture, at least 1
     */
    static Fitting of(FrameShape shape, int width, int height) {
        FrameFit fit = FrameFit.of(shape, width, height);
        return switch (shape.fit()) {
            case STRETCH, LETTERBOX -> whole(shape, width, height, fit);
            case CENTER_CROP -> {
                double w = shape.width() * width / fit.width();
                double h = shape.height() * height / fit.height();
                yield new Fitting(
                        shape,
                        AreaWeights.of((width - w) / 2, w, width, shape.width()),
                        AreaWeights.of((height - h) / 2, h, height, shape.height()),
                        0,
                        0);
            }
        };
    }

    private static Fitting whole(FrameShape shape, int width, int height, FrameFit fit) {
        return new Fitting(
                shape,
                AreaWeights.of(0, width, width, (int) fit.width()),
                AreaWeights.of(0, height, height, (int) fit.height()),
                (int) fit.left(),
                (int) fit.top());
    }

    /**
     * @param image blue, green, red bytes
     * @return packed RGB at the shape
     */
    byte[] apply(BufferedImage image) {
        byte[] bgr = Rgb.bytes(image);
        byte[] out = new byte[shape.bytes()];
        Arrays.fill(out, (byte) shape.pad());
        float[][] ready = new float[image.getHeight()][];
        float[] sum = new float[columns.size() * 3];
        for (int y = 0; y < rows.size(); y++) {
            Arrays.fill(sum, 0);
            int first = rows.first(y);
            for (int i = 0; i < rows.count(y); i++) {
                int row = first + i;
                if (ready[row] == null) {
                    ready[row] = columns.applyToRow(bgr, row * image.getWidth() * 3);
                }
                add(sum, ready[row], rows.weight(y, i));
            }
            Arrays.fill(ready, 0, first, null);
            put(sum, out, ((top + y) * shape.width() + left) * 3);
        }
        return out;
    }

    private static void add(float[] sum, float[] row, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += row[i] * weight;
        }
    }

    private static void put(float[] bgr, byte[] out, int at) {
        for (int i = 0; i < bgr.length; i += 3) {
            out[at + i] = (byte) Math.round(bgr[i + 2]);
            out[at + i + 1] = (byte) Math.round(bgr[i + 1]);
            out[at + i + 2] = (byte) Math.round(bgr[i]);
        }
    }
}
