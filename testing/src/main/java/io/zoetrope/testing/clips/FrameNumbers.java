package io.zoetrope.testing.clips;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Pictures that carry their frame number as sixteen black or white fields, four by four, so that a
 * test can tell which frame a decoder gave. Survives strong compression and scaling down to 32×32.
 */
public final class FrameNumbers implements Pictures {
    private static final int SIDE = 4;

    @Override
    public void paint(BufferedImage canvas, int frame, double seconds) {
        Graphics2D g = canvas.createGraphics();
        try {
            for (int field = 0; field < SIDE * SIDE; field++) {
                g.setColor((frame >> field & 1) == 1 ? Color.WHITE : Color.BLACK);
                int x = edge(canvas.getWidth(), field % SIDE);
                int y = edge(canvas.getHeight(), field / SIDE);
                int right = edge(canvas.getWidth(), field % SIDE + 1);
                int bottom = edge(canvas.getHeight(), field / SIDE + 1);
                g.fillRect(x, y, right - x, bottom - y);
            }
        } finally {
            g.dispose();
        }
    }

    /**
     * The number in a picture.
     *
     * @param rgb packed RGB, rows top to bottom, of the whole frame
     */
    public static int read(byte[] rgb, int width, int height) {
        int number = 0;
        for (int field = 0; field < SIDE * SIDE; field++) {
            int x = middle(width, field % SIDE);
            int y = middle(height, field / SIDE);
            int green = rgb[(y * width + x) * 3 + 1] & 0xff;
            number |= (green > 127 ? 1 : 0) << field;
        }
        return number;
    }

    private static int edge(int length, int field) {
        return length * field / SIDE;
    }

    private static int middle(int length, int field) {
        return (edge(length, field) + edge(length, field + 1)) / 2;
    }
}
