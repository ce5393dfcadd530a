package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.read.TextReader;
import io.zoetrope.models.text.Page;
import io.zoetrope.models.text.TextLine;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Character errors in lines that are rendered here, one on each picture, as on screens: letters
 * that are added, left out or taken for others, as a share of those that are written (edit
 * distance; Levenshtein 1966). Case counts; spaces too.
 */
final class TextAccuracy {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 240;

    private static final List<String> LINES =
            List.of(
                    "Directed by Maria Gonzalez",
                    "Three weeks earlier",
                    "LIVE FROM THE HARBOUR",
                    "Chapter 12: The Return",
                    "Dr. Ellen Ferris, Oceanographer",
                    "Flight BA 284 - Gate 17",
                    "50% off until Sunday",
                    "The price rose to $4,920.75",
                    "www.example.org/visit",
                    "No parking 8 am - 6 pm",
                    "Platform 9 | Line 4",
                    "Could you hear me?",
                    "Breaking: storm reaches the coast",
                    "Produced in cooperation with",
                    "Kitchen & Bath",
                    "EMERGENCY EXIT ONLY");

    /** How a line is written. */
    private enum Look {
        PLAIN("dark on light", Font.SANS_SERIF, Font.PLAIN, 36, Color.BLACK),
        CAPTION(
                "caption, white with a shadow on a picture",
                Font.SANS_SERIF,
                Font.BOLD,
                32,
                Color.WHITE),
        SERIF("serif, light on dark", Font.SERIF, Font.PLAIN, 40, new Color(240, 235, 220)),
        TYPED("typed, blue paper", Font.MONOSPACED, Font.PLAIN, 28, new Color(250, 220, 80)),
        SMALL("small, 18 pixels", Font.SANS_SERIF, Font.PLAIN, 18, Color.BLACK),
        BLURRED("blurred and grainy", Font.SANS_SERIF, Font.BOLD, 34, new Color(30, 30, 60));

        private final String title;
        private final Font font;
        private final Color ink;

        Look(String title, String family, int style, int size, Color ink) {
            this.title = title;
            this.font = new Font(family, style, size);
            this.ink = ink;
        }
    }

    private TextAccuracy() {}

    static List<Figure> measure() throws Exception {
        ModelCatalog catalog = ModelCatalog.bundled();
        try (TextReader reader =
                TextReader.open(
                        catalog.find(ModelCatalog.DEFAULT_TEXT_DETECTOR),
                        catalog.find(ModelCatalog.DEFAULT_TEXT_RECOGNIZER),
                        RuntimeOptions.CPU)) {
            List<Figure> figures = new ArrayList<>();
            for (Look look : Look.values()) {
                figures.add(measure(reader, look));
            }
            return figures;
        }
    }

    private static Figure measure(TextReader reader, Look look) {
        int letters = 0;
        int errors = 0;
        int whole = 0;
        for (String line : LINES) {
            String read =
                    reader.read(List.of(page(line, look))).get(0).lines().stream()
                            .map(TextLine::text)
                            .collect(Collectors.joining(" "));
            int distance = distance(line, read);
            letters += line.length();
            errors += distance;
            whole += distance == 0 ? 1 : 0;
        }
        return Figure.of(
                "text",
                look.title,
                LINES.size(),
                "character error",
                (double) errors / letters,
                "lines without one",
                (double) whole / LINES.size());
    }

    private static Page page(String line, Look look) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        Random random = new Random(line.hashCode());
        paper(g, look, random);
        g.setFont(look.font);
        int x = 40 + random.nextInt(60);
        int y = 80 + random.nextInt(100);
        if (look == Look.CAPTION) {
            g.setColor(Color.BLACK);
            g.drawString(line, x + 2, y + 2);
        }
        g.setColor(look.ink);
        g.drawString(line, x, y);
        g.dispose();
        return page(look == Look.BLURRED ? grainy(image, random) : image);
    }

    private static void paper(Graphics2D g, Look look, Random random) {
        switch (look) {
            case SERIF -> g.setColor(new Color(25, 20, 30));
            case TYPED -> g.setColor(new Color(20, 40, 110));
            case BLURRED -> g.setColor(new Color(190, 200, 190));
            default -> g.setColor(Color.WHITE);
        }
        g.fillRect(0, 0, WIDTH, HEIGHT);
        if (look == Look.CAPTION) {
            g.setPaint(
                    new GradientPaint(
                            0, 0, new Color(90, 140, 190), WIDTH, HEIGHT, new Color(60, 80, 40)));
            g.fillRect(0, 0, WIDTH, HEIGHT);
            for (int i = 0; i < 60; i++) {
                g.setColor(new Color(random.nextInt(0x1000000) | 0x60000000, true));
                g.fillOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), 90, 60);
            }
        }
    }

    private static BufferedImage grainy(BufferedImage image, Random random) {
        float[] box = new float[9];
        Arrays.fill(box, 1 / 9f);
        BufferedImage soft =
                new ConvolveOp(new Kernel(3, 3, box), ConvolveOp.EDGE_NO_OP, null)
                        .filter(image, null);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int noise = (int) (9 * random.nextGaussian());
                Color c = new Color(soft.getRGB(x, y));
                soft.setRGB(
                        x,
                        y,
                        new Color(
                                        bounded(c.getRed() + noise),
                                        bounded(c.getGreen() + noise),
                                        bounded(c.getBlue() + noise))
                                .getRGB());
            }
        }
        return soft;
    }

    private static int bounded(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static Page page(BufferedImage image) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int pixel = image.getRGB(i % WIDTH, i / WIDTH);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Page(rgb, WIDTH, HEIGHT);
    }

    private static int distance(String one, String other) {
        int[] last = new int[other.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + same, 1 + Math.min(last[j], row[j - 1]));
            }
            last = row;
        }
        return last[other.length()];
    }
}
