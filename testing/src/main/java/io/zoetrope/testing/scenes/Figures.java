package io.zoetrope.testing.scenes;

import static io.zoetrope.testing.scenes.Outline.bar;
import static io.zoetrope.testing.scenes.Outline.ellipse;
import static io.zoetrope.testing.scenes.Outline.polygon;
import static io.zoetrope.testing.scenes.Outline.rectangle;
import static io.zoetrope.testing.scenes.Part.Ink.DARK;
import static io.zoetrope.testing.scenes.Part.Ink.EYE;
import static io.zoetrope.testing.scenes.Part.Ink.GLASS;
import static io.zoetrope.testing.scenes.Part.Ink.INK;
import static io.zoetrope.testing.scenes.Part.Ink.LIGHT;
import static io.zoetrope.testing.scenes.Part.Ink.MAIN;
import static io.zoetrope.testing.scenes.Part.Ink.NOSE;
import static io.zoetrope.testing.scenes.Part.Ink.PAPER;
import static io.zoetrope.testing.scenes.Part.Ink.POLLEN;
import static io.zoetrope.testing.scenes.Part.Ink.SKIN;
import static io.zoetrope.testing.scenes.Part.Ink.STEM;
import static io.zoetrope.testing.scenes.Part.Ink.WOOD;
import static io.zoetrope.testing.scenes.Signs.uniform;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The kinds that are put together from parts of several colours. */
final class Figures {
    private static final double[] CAR_BODY = {
        -1, 0.35, -1, -0.1, -0.62, -0.15, -0.38, -0.55, 0.35, -0.55, 0.62, -0.15, 1, -0.05, 1, 0.35
    };

    private Figures() {}

    static List<Part> car(Random random) {
        boolean mirror = random.nextBoolean();
        double wheel = uniform(random, 0.2, 0.25);
        List<Part> parts =
                List.of(
                        polygon(MAIN, CAR_BODY),
                        polygon(GLASS, -0.46, -0.14, -0.3, -0.45, -0.02, -0.45, -0.02, -0.14),
                        polygon(GLASS, 0.06, -0.14, 0.06, -0.45, 0.3, -0.45, 0.46, -0.14),
                        ellipse(INK, -0.52, 0.36, wheel, wheel),
                        ellipse(INK, 0.52, 0.36, wheel, wheel));
        return mirrored(parts, mirror);
    }

    static List<Part> person(Random random) {
        double arms = uniform(random, 0.1, 0.5);
        return List.of(
                bar(INK, -0.12, 0.3, -0.25, 1, 0.2),
                bar(INK, 0.12, 0.3, 0.25, 1, 0.2),
                bar(MAIN, 0, -0.32, -0.5, arms - 0.2, 0.17),
                bar(MAIN, 0, -0.32, 0.5, 0.1 - arms, 0.17),
                polygon(MAIN, -0.27, -0.42, 0.27, -0.42, 0.24, 0.4, -0.24, 0.4),
                ellipse(SKIN, 0, -0.72, 0.25, 0.28));
    }

    static List<Part> house() {
        return List.of(
                rectangle(MAIN, -0.75, -0.2, 0.75, 0.9),
                polygon(DARK, -1, -0.2, 0, -0.95, 1, -0.2),
                rectangle(INK, -0.18, 0.3, 0.18, 0.9),
                rectangle(PAPER, -0.6, 0, -0.28, 0.3),
                rectangle(PAPER, 0.28, 0, 0.6, 0.3));
    }

    static List<Part> tree(Random random) {
        if (random.nextBoolean()) {
            return List.of(rectangle(WOOD, -0.14, 0.3, 0.14, 1), ellipse(MAIN, 0, -0.3, 0.72, 0.7));
        }
        return List.of(
                rectangle(WOOD, -0.12, 0.6, 0.12, 1),
                polygon(MAIN, 0, -1, 0.55, -0.1, -0.55, -0.1),
                polygon(MAIN, 0, -0.5, 0.75, 0.65, -0.75, 0.65));
    }

    static List<Part> boat(Random random) {
        Part.Ink sail = random.nextDouble() < 0.7 ? PAPER : LIGHT;
        return List.of(
                polygon(MAIN, -1, 0.3, 1, 0.3, 0.65, 0.85, -0.65, 0.85),
                bar(WOOD, 0, -0.95, 0, 0.32, 0.08),
                polygon(sail, 0.07, -0.9, 0.75, 0.18, 0.07, 0.18),
                polygon(PAPER, -0.07, -0.7, -0.55, 0.18, -0.07, 0.18));
    }

    static List<Part> fish(Random random) {
        List<Part> parts =
                List.of(
                        ellipse(MAIN, 0.15, 0, 0.75, 0.45),
                        polygon(MAIN, -0.5, 0, -1, -0.45, -1, 0.45),
                        polygon(DARK, 0.1, -0.38, -0.2, -0.65, 0.4, -0.4),
                        ellipse(PAPER, 0.55, -0.1, 0.09, 0.09),
                        ellipse(INK, 0.56, -0.1, 0.05, 0.05));
        return mirrored(parts, random.nextBoolean());
    }

    static List<Part> flower(Random random) {
        int petals = 5 + random.nextInt(2);
        boolean stem = random.nextDouble() < 0.7;
        double cy = stem ? -0.3 : 0;
        double scale = stem ? 0.66 : 1;
        List<Part> parts = new ArrayList<>();
        if (stem) {
            parts.add(bar(STEM, 0, 0.1, 0, 1, 0.1));
        }
        for (int i = 0; i < petals; i++) {
            double angle = 2 * Math.PI * i / petals;
            double x = 0.58 * scale * Math.cos(angle);
            double y = cy + 0.58 * scale * Math.sin(angle);
            parts.add(ellipse(MAIN, x, y, 0.38 * scale, 0.38 * scale));
        }
        Part.Ink middle = random.nextDouble() < 0.8 ? POLLEN : WOOD;
        parts.add(ellipse(middle, 0, cy, 0.3 * scale, 0.3 * scale));
        return parts;
    }

    static List<Part> cat() {
        return List.of(
                polygon(MAIN, -0.85, -0.95, -0.2, -0.55, -0.8, 0),
                polygon(MAIN, 0.85, -0.95, 0.2, -0.55, 0.8, 0),
                ellipse(MAIN, 0, 0.15, 0.88, 0.75),
                ellipse(EYE, -0.34, 0, 0.13, 0.17),
                ellipse(EYE, 0.34, 0, 0.13, 0.17),
                ellipse(INK, -0.34, 0, 0.05, 0.15),
                ellipse(INK, 0.34, 0, 0.05, 0.15),
                polygon(NOSE, -0.1, 0.25, 0.1, 0.25, 0, 0.38),
                bar(INK, -0.3, 0.4, -0.8, 0.3, 0.04),
                bar(INK, 0.3, 0.4, 0.8, 0.3, 0.04));
    }

    private static List<Part> mirrored(List<Part> parts, boolean mirror) {
        return mirror ? parts.stream().map(Part::mirrored).toList() : parts;
    }
}
