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

    static void blend(BufferedImage canvas, BufferedImage other, double share) {
        Graphics2D g = canvas.createGraphics();
        g.setComposite(AlphaComposite.SrcOver.derive((float) Math.max(0, Math.min(1, share))));
        g.drawImage(other, 0, 0, null);
        g.dispose();
    }
}
