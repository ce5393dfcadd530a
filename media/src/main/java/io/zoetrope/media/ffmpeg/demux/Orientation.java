package io.zoetrope.media.ffmpeg.demux;

/**
 * How a stored picture is turned and mirrored to be displayed: one of the eight symmetries of a
 * rectangle.
 *
 * @param swapAxes a stored row becomes a displayed column
 * @param flipX the displayed picture is then mirrored left to right
 * @param flipY the displayed picture is then mirrored top to bottom
 */
public record Orientation(boolean swapAxes, boolean flipX, boolean flipY) {
    public static final Orientation UPRIGHT = new Orientation(false, false, false);

    private static final int RGB = 3;

    /**
     * @param matrix the nine numbers of an ISO/IEC 14496-12 display matrix, row by row; a point (x,
     *     y) is displayed at (m0·x + m3·y, m1·x + m4·y)
     */
    static Orientation ofMatrix(int[] matrix) {
        long straight = Math.abs((long) matrix[0]) + Math.abs((long) matrix[4]);
        long crossed = Math.abs((long) matrix[1]) + Math.abs((long) matrix[3]);
        return straight >= crossed
                ? new Orientation(false, matrix[0] < 0, matrix[4] < 0)
                : new Orientation(true, matrix[3] < 0, matrix[1] < 0);
    }

    /** The clockwise turn, after undoing a mirroring. */
    public int clockwiseDegrees() {
        if (swapAxes) {
            return flipX ? 90 : 270;
        }
        return flipY ? 180 : 0;
    }

    /**
     * Turns packed RGB.
     *
     * @param stored {@code width * height * 3} bytes
     * @param width of the displayed picture
     * @param height of the displayed picture
     */
    public byte[] apply(byte[] stored, int width, int height) {
        if (equals(UPRIGHT)) {
            return stored;
        }
        byte[] displayed = new byte[stored.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int fromY = flipY ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int fromX = flipX ? width - 1 - x : x;
                int from = RGB * (swapAxes ? fromX * height + fromY : fromY * width + fromX);
                displayed[at++] = stored[from];
                displayed[at++] = stored[from + 1];
                displayed[at++] = stored[from + 2];
            }
        }
        return displayed;
    }
}
