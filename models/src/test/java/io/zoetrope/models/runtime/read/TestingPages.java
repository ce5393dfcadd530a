package io.zoetrope.models.runtime.read;

import io.zoetrope.models.text.Page;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Assumptions;

/** A picture on which the test writes. */
final class TestingPages {
    private final BufferedImage image;
    private final Graphics2D graphics;

    /** Skips the test if this machine has no fonts. */
    TestingPages(int width, int height, Color paper) {
        Assumptions.assumeTrue(
                GraphicsEnvironment.getLocalGraphicsEnvironment()
                                .getAvailableFontFamilyNames()
                                .length
                        > 5,
                "no fonts on this machine");
        image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(paper);
        graphics.fillRect(0, 0, width, height);
    }

    /**
     * @param x of the baseline's start
     * @param degrees clockwise
     */
    TestingPages write(String text, int x, int y, int size, Color ink, int degrees) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        graphics.setColor(ink);
        graphics.rotate(Math.toRadians(degrees), x, y);
        graphics.drawString(text, x, y);
        graphics.rotate(-Math.toRadians(degrees), x, y);
        return this;
    }

    TestingPages write(String text, int x, int y, int size) {
        return write(text, x, y, size, Color.BLACK, 0);
    }

    Page page() {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        for (int y = 0, i = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                rgb[i++] = (byte) (pixel >> 16);
                rgb[i++] = (byte) (pixel >> 8);
                rgb[i++] = (byte) pixel;
            }
        }
        return new Page(rgb, image.getWidth(), image.getHeight());
    }
}
