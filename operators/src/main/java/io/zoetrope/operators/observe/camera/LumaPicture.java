package io.zoetrope.operators.observe.camera;

import io.zoetrope.operators.observe.LargePicture;

/**
 * The light of a picture, small, with halves of it: what motion is estimated on.
 *
 * @param light one value 0..255 for each point, rows top to bottom
 */
record LumaPicture(int width, int height, int[] light) {
    private static final int RGB = 3;

    /** Of the longer side, at most. */
    private static final int MOST_SIDE = 160;

    /** Mean of the points in each cell. */
    static LumaPicture of(LargePicture picture) {
        int cell = Math.max(1, Math.max(picture.width(), picture.height()) / MOST_SIDE);
        int width = Math.max(1, picture.width() / cell);
        int height = Math.max(1, picture.height() / cell);
        int[] light = new int[width * height];
        RowSums rows = new RowSums(picture, width * cell);
        for (int y = 0; y < height; y++) {
            int[] columns = rows.of(y * cell, Math.min(picture.height(), (y + 1) * cell));
            int at = 0;
            for (int x = y * width; x < (y + 1) * width; x++) {
                int sum = 0;
                for (int end = at + cell * RGB; at < end; at += RGB) {
                    // Green is most of what is light.
                    sum += columns[at] + 2 * columns[at + 1] + columns[at + 2];
                }
                light[x] = sum / (4 * cell * cell);
            }
        }
        return new LumaPicture(width, height, light);
    }

    /** Each point the mean of four. */
    LumaPicture half() {
        int halfWidth = Math.max(1, width / 2);
        int halfHeight = Math.max(1, height / 2);
        int[] means = new int[halfWidth * halfHeight];
        for (int y = 0; y < halfHeight; y++) {
            int upper = Math.min(2 * y, height - 1) * width;
            int lower = Math.min(2 * y + 1, height - 1) * width;
            for (int x = 0; x < halfWidth; x++) {
                int left = Math.min(2 * x, width - 1);
                int right = Math.min(2 * x + 1, width - 1);
                means[y * halfWidth + x] =
                        (light[upper + left]
                                        + light[upper + right]
                                        + light[lower + left]
                                        + light[lower + right])
                                / 4;
            }
        }
        return new LumaPicture(halfWidth, halfHeight, means);
    }

    int at(int x, int y) {
        return light[y * width + x];
    }
}
