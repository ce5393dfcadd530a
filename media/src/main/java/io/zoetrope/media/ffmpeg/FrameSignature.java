package io.zoetrope.media.ffmpeg;

/**
 * A frame reduced to a few cells of light and colour, by which shots are told apart.
 *
 * @param light one value 0..255 for each cell, rows top to bottom
 * @param blue difference of blue, 0..255, 128 for grey
 * @param red difference of red, 0..255, 128 for grey
 */
record FrameSignature(byte[] light, byte[] blue, byte[] red) {
    static final int WIDTH = 64;
    static final int HEIGHT = 36;
    static final int CELLS = WIDTH * HEIGHT;

    FrameSignature() {
        this(new byte[CELLS], new byte[CELLS], new byte[CELLS]);
    }

    /** Cells of so many rows and columns are taken as one if fine detail says nothing. */
    private static final int COARSE = 4;

    /**
     * How much the pictures differ: mean distance of the cells in light, after taking out what the
     * whole picture became lighter or darker, plus that in colour, plus a quarter of what was taken
     * out. 0 for equal pictures, some tens between shots.
     */
    float distance(FrameSignature other) {
        int sum = 0;
        for (int i = 0; i < CELLS; i++) {
            sum += (other.light[i] & 0xFF) - (light[i] & 0xFF);
        }
        int shift = Math.round((float) sum / CELLS);
        int difference = 0;
        for (int i = 0; i < CELLS; i++) {
            difference +=
                    Math.abs((other.light[i] & 0xFF) - (light[i] & 0xFF) - shift)
                            + Math.abs((other.blue[i] & 0xFF) - (blue[i] & 0xFF))
                            + Math.abs((other.red[i] & 0xFF) - (red[i] & 0xFF));
        }
        return (float) difference / CELLS + Math.abs(shift) / 4f;
    }

    /**
     * The same between pictures of different sizes, whose points lie elsewhere and whose detail is
     * coded with other care: only means over larger parts are compared.
     */
    float coarseDistance(FrameSignature other) {
        FrameSignature from = coarse();
        return from.distance(other.coarse());
    }

    /** Each cell has the mean of those around it. */
    private FrameSignature coarse() {
        return new FrameSignature(coarse(light), coarse(blue), coarse(red));
    }

    private static byte[] coarse(byte[] cells) {
        byte[] means = new byte[CELLS];
        for (int y = 0; y < HEIGHT; y += COARSE) {
            for (int x = 0; x < WIDTH; x += COARSE) {
                int sum = 0;
                for (int i = 0; i < COARSE * COARSE; i++) {
                    sum += cells[(y + i / COARSE) * WIDTH + x + i % COARSE] & 0xFF;
                }
                byte mean = (byte) (sum / (COARSE * COARSE));
                for (int i = 0; i < COARSE * COARSE; i++) {
                    means[(y + i / COARSE) * WIDTH + x + i % COARSE] = mean;
                }
            }
        }
        return means;
    }
}
