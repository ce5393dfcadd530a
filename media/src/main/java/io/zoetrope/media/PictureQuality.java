package io.zoetrope.media;

import java.io.Serializable;

/**
 * What a small picture is good for, as numbers from its luma. Pictures of one video and size can be
 * compared.
 *
 * @param light mean, 0 for black to 1 for white
 * @param contrast standard deviation of the same; 0 for a plain area
 * @param detail mean size of the Laplacian: what a blurred picture lacks
 */
public record PictureQuality(float light, float contrast, float detail) implements Serializable {
    /** No picture was made. */
    public static final PictureQuality UNKNOWN = new PictureQuality(0, 0, -1);

    private static final int RGB = 3;
    private static final int RED = 77;
    private static final int GREEN = 150;
    private static final int BLUE = 29;

    public boolean isKnown() {
        return detail >= 0;
    }

    /**
     * @param rgb packed RGB, {@code width * height * 3} bytes
     */
    public static PictureQuality of(byte[] rgb, int width, int height) {
        int[] luma = new int[width * height];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < luma.length; i++) {
            int at = RGB * i;
            int red = rgb[at] & 0xFF;
            int green = rgb[at + 1] & 0xFF;
            int blue = rgb[at + 2] & 0xFF;
            luma[i] = (RED * red + GREEN * green + BLUE * blue) >> Byte.SIZE;
            sum += luma[i];
            squares += (double) luma[i] * luma[i];
        }
        double mean = sum / luma.length;
        double variance = Math.max(0, squares / luma.length - mean * mean);
        return new PictureQuality(
                (float) (mean / 255),
                (float) (Math.sqrt(variance) / 255),
                (float) (laplacian(luma, width, height) / 255));
    }

    private static double laplacian(int[] luma, int width, int height) {
        long sum = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                int around = luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width];
                sum += Math.abs(4 * luma[at] - around);
            }
        }
        return sum / (double) Math.max(1, (width - 2) * (height - 2));
    }
}
