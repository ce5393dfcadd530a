package io.zoetrope.models.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/** Pictures with three bytes a pixel. */
final class Rgb {
    private Rgb() {}

    /** The same picture as blue, green, red bytes; what is transparent becomes white. */
    static BufferedImage convert(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return image;
        }
        BufferedImage rgb =
                new BufferedImage(
                        image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        if (isGreyWithAlpha(image.getColorModel())) {
            greyOverWhite(image, bytes(rgb));
            return rgb;
        }
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return rgb;
    }

    private static boolean isGreyWithAlpha(ColorModel model) {
        return model.hasAlpha() && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** By hand: Java2D takes such grey for linear light, and brightens it. */
    private static void greyOverWhite(BufferedImage image, byte[] bgr) {
        int width = image.getWidth();
        float most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        int[] row = new int[width * 2];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                float black = 1 - row[2 * x] / most;
                float opaque = row[2 * x + 1] / most;
                int at = 3 * (y * width + x);
                Arrays.fill(bgr, at, at + 3, (byte) Math.round(255 * (1 - black * opaque)));
            }
        }
    }

    /** Blue, green, red bytes, row by row, shared with the picture. */
    static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
