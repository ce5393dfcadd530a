package io.zoetrope.operators.shots;

import io.zoetrope.testing.clips.Pictures;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Scenes of random shapes, and what editors and cameras do to them. */
final class TestingScenes {
    private static final int SHAPES = 40;

    private TestingScenes() {}

    /** A scene by number, which moves by so much of its width each frame. */
    static Pictures scene(int seed, double motion) {
        return (canvas, frame, seconds) -> draw(canvas, seed, motion * frame);
    }

    private static void draw(BufferedImage canvas, int seed, double shift) {
        Random random = new Random(seed * 7919L);
        int width = canvas.getWidth();
        int height = canvas.getHeight();
        Graphics2D g = canvas.createGraphics();
        try {
            g.setComposite(AlphaComposite.Src);
            float hue = random.nextFloat();
            g.setColor(Color.getHSBColor(hue, 0.3f, 0.25f + 0.5f * random.nextFloat()));
            g.fillRect(0, 0, width, height);
            for (int i = 0; i < SHAPES; i++) {
                float own = hue + (random.nextFloat() - 0.5f) * 0.3f;
                g.setColor(
                        Color.getHSBColor(
                                own, 0.2f + 0.5f * random.nextFloat(), random.nextFloat()));
                int size = height / 8 + random.nextInt(height / 3);
                double place = random.nextDouble() + shift;
                int x = (int) ((place - Math.floor(place)) * (width + size)) - size;
                int y = random.nextInt(height) - size / 2;
                if (random.nextBoolean()) {
                    g.fillOval(x, y, size, size);
                } else {
                    g.fillRect(x, y, size, size / 2 + 4);
                }
            }
        } finally {
            g.dispose();
        }
    }

    /** The second from some frame on. */
    static Pictures cut(Pictures first, int at, Pictures second) {
        return (canvas, frame, seconds) ->
                (frame < at ? first : second).paint(canvas, frame, seconds);
    }

    static Pictures dissolve(Pictures first, int from, int to, Pictures second) {
        return (canvas, frame, seconds) -> {
            double share = Math.max(0, Math.min(1, (double) (frame - from) / (to - from)));
            first.paint(canvas, frame, seconds);
            if (share > 0) {
                BufferedImage over =
                        new BufferedImage(canvas.getWidth(), canvas.getHeight(), canvas.getType());
                second.paint(over, frame, seconds);
                blend(canvas, over, share);
            }
        };
    }

    /** One colour in the middle; the second begins there. */
    static Pictures fade(Pictures first, int at, int length, Color through, Pictures second) {
        return (canvas, frame, seconds) -> {
            (frame < at ? first : second).paint(canvas, frame, seconds);
            double share = 1.15 - (double) Math.abs(frame - at) / length;
            veil(canvas, through, share);
        };
    }

    static Pictures flash(Pictures scene, int at, int frames, double strength) {
        return (canvas, frame, seconds) -> {
            scene.paint(canvas, frame, seconds);
            if (frame >= at && frame < at + frames) {
                veil(canvas, Color.WHITE, strength);
            }
        };
    }

    static Pictures flicker(Pictures scene, double strength) {
        return (canvas, frame, seconds) -> {
            scene.paint(canvas, frame, seconds);
            veil(canvas, Color.BLACK, frame % 2 * strength);
        };
    }

    static Pictures grain(Pictures scene, int strength) {
        return (canvas, frame, seconds) -> {
            scene.paint(canvas, frame, seconds);
            Random random = new Random(frame);
            for (int y = 0; y < canvas.getHeight(); y++) {
                for (int x = 0; x < canvas.getWidth(); x++) {
                    Color color = new Color(canvas.getRGB(x, y));
                    int noise = (int) (random.nextGaussian() * strength);
                    canvas.setRGB(
                            x,
                            y,
                            new Color(
                                            clamp(color.getRed() + noise),
                                            clamp(color.getGreen() + noise),
                                            clamp(color.getBlue() + noise))
                                    .getRGB());
                }
            }
        };
    }

    /** So much of each side is black. */
    static Pictures barred(Pictures scene, double left, double top) {
        return (canvas, frame, seconds) -> {
            scene.paint(canvas, frame, seconds);
            Graphics2D g = canvas.createGraphics();
            g.setColor(Color.BLACK);
            int x = (int) (canvas.getWidth() * left);
            int y = (int) (canvas.getHeight() * top);
            g.fillRect(0, 0, x, canvas.getHeight());
            g.fillRect(canvas.getWidth() - x, 0, x, canvas.getHeight());
            g.fillRect(0, 0, canvas.getWidth(), y);
            g.fillRect(0, canvas.getHeight() - y, canvas.getWidth(), y);
            g.dispose();
        };
    }

    /** The same frame so many times. */
    static Pictures held(Pictures scene, int times) {
        return (canvas, frame, seconds) -> scene.paint(canvas, frame / times * times, seconds);
    }

    /** Fast for some frames, and slow around them. */
    static Pictures whipPan(int seed, int at, int frames, double fast) {
        return (canvas, frame, seconds) -> {
            int panned = Math.max(0, Math.min(frames, frame - at));
            draw(canvas, seed, 0.002 * frame + fast * panned);
        };
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static void veil(BufferedImage canvas, Color color, double share) {
        if (share <= 0) {
            return;
        }
        Graphics2D g = canvas.createGraphics();
        g.setComposite(AlphaComposite.SrcOver.derive((float) Math.min(1, share)));
        g.setColor(color);
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.dispose();
    }

    private static void blend(BufferedImage canvas, BufferedImage over, double share) {
        Graphics2D g = canvas.createGraphics();
        g.setComposite(AlphaComposite.SrcOver.derive((float) share));
        g.drawImage(over, 0, 0, null);
        g.dispose();
    }
}
