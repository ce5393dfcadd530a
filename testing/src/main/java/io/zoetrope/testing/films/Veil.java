package io.zoetrope.testing.films;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** One colour, or another picture, laid over a picture. */
enum Veil {
    BLACK(Color.BLACK),
    WHITE(Color.WHITE);

    private final Color color;

    Veil(Color color) {
        this.color = color;
    }

    void over(BufferedImage canvas, double share) {
        Graphics2D g = canvas.createGraphics();
        g.setComposite(AlphaComposite.SrcOver.derive((float) Math.max(0, Math.min(1, share))));
        g.setColor(color);
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.dispose();
    }

    /**
     * Something wide goes from left to right, close before the camera.
     *
     * @param share of its way, 0 to 1
     */
    void passes(BufferedImage canvas, double share) {
        if (share >= 1) {
            return;
        }
        int wide = canvas.getWidth() * 6 / 10;
        int x = (int) (share * (canvas.getWidth() + wide)) - wide;
        Graphics2D g = canvas.createGraphics();
        g.setColor(color);
        g.fillRect(x, canvas.getHeight() / 12, wide, canvas.getHeight());
        g.dispose();
    }

    /** A box with lines of writing, over the lower third. */
    void title(BufferedImage canvas) {
        int width = canvas.getWidth();
        int height = canvas.getHeight();
        Graphics2D g = canvas.createGraphics();
        g.setColor(new Color(20, 30, 120));
        g.fillRect(width / 16, height * 5 / 8, width * 14 / 16, height / 4);
        g.setColor(color);
        for (int line = 0; line < 2; line++) {
            int y = height * (21 + 4 * line) / 32;
            for (int letter = 0; letter < 20; letter += 1 + line) {
                g.fillRect(width * (4 + 2 * letter) / 48, y, width / 48, height / 12);
            }
        }
        g.dispose();
    }

    static void blend(BufferedImage canvas, BufferedImage other, double share) {
        Graphics2D g = canvas.createGraphics();
        g.setComposite(AlphaComposite.SrcOver.derive((float) Math.max(0, Math.min(1, share))));
        g.drawImage(other, 0, 0, null);
        g.dispose();
    }
}
