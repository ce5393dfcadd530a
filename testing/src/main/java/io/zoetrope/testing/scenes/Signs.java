package io.zoetrope.testing.scenes;

import static io.zoetrope.testing.scenes.Outline.bar;
import static io.zoetrope.testing.scenes.Outline.ellipse;
import static io.zoetrope.testing.scenes.Outline.points;
import static io.zoetrope.testing.scenes.Outline.polygon;
import static io.zoetrope.testing.scenes.Outline.rectangle;
import static io.zoetrope.testing.scenes.Part.Ink.MAIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The kinds that are one shape in one colour. */
final class Signs {
    private Signs() {}

    static List<Part> circle(Random random) {
        return List.of(ellipse(MAIN, 0, 0, 1, uniform(random, 0.9, 1)));
    }

    static List<Part> square(Random random) {
        double height = 0.88 * uniform(random, 0.85, 1);
        return List.of(rectangle(MAIN, -0.88, -height, 0.88, height));
    }

    static List<Part> triangle(Random random) {
        double lean = uniform(random, -0.15, 0.15);
        return List.of(polygon(MAIN, lean, -0.95, 0.95 + lean, 0.8, -0.95 + lean, 0.8));
    }

    static List<Part> star(Random random) {
        double inner = uniform(random, 0.36, 0.48);
        return List.of(
                points(
                        10,
                        i -> (i % 2 == 0 ? 1 : inner) * Math.cos(Math.PI * (i / 5.0 - 0.5)),
                        i -> (i % 2 == 0 ? 1 : inner) * Math.sin(Math.PI * (i / 5.0 - 0.5)),
                        MAIN));
    }

    /** Outer edge one way round, inner edge the other: the fill rule leaves the hole. */
    static List<Part> ring(Random random) {
        double hole = uniform(random, 0.5, 0.66);
        int n = 33;
        return List.of(
                points(
                        2 * n,
                        i -> radius(i, n, hole) * Math.cos(angle(i, n)),
                        i -> radius(i, n, hole) * Math.sin(angle(i, n)),
                        MAIN));
    }

    static List<Part> cross(Random random) {
        double q = uniform(random, 0.24, 0.38);
        return List.of(rectangle(MAIN, -q, -1, q, 1), rectangle(MAIN, -1, -q, 1, q));
    }

    static List<Part> heart() {
        int n = 40;
        return List.of(
                points(
                        n,
                        i -> Math.pow(Math.sin(2 * Math.PI * i / n), 3),
                        i -> heartY(2 * Math.PI * i / n),
                        MAIN));
    }

    static List<Part> arrow(Random random) {
        double q = uniform(random, 0.16, 0.26);
        double[] c = {-1, -q, 0.2, -q, 0.2, -0.6, 1, 0, 0.2, 0.6, 0.2, q, -1, q};
        for (int turns = random.nextInt(4); turns > 0; turns--) {
            for (int i = 0; i < c.length; i += 2) {
                double x = c[i];
                c[i] = c[i + 1];
                c[i + 1] = -x;
            }
        }
        return List.of(polygon(MAIN, c));
    }

    static List<Part> sun() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double x = Math.cos(i * Math.PI / 4);
            double y = Math.sin(i * Math.PI / 4);
            parts.add(bar(MAIN, 0.62 * x, 0.62 * y, x, y, 0.13));
        }
        parts.add(ellipse(MAIN, 0, 0, 0.52, 0.52));
        return parts;
    }

    static List<Part> moon(Random random) {
        double bulge = uniform(random, 0.45, 0.62);
        int outer = 22;
        int inner = 16;
        double tip = Math.sin(2.2);
        Part part =
                points(
                        outer + inner,
                        i ->
                                i < outer
                                        ? -Math.cos(-2.2 + 4.4 * i / (outer - 1))
                                        : 0.58 - bulge * Math.cos(back(i - outer, inner)),
                        i ->
                                i < outer
                                        ? Math.sin(-2.2 + 4.4 * i / (outer - 1))
                                        : tip * Math.sin(back(i - outer, inner)),
                        MAIN);
        return List.of(random.nextDouble() < 0.6 ? part : part.mirrored());
    }

    static double uniform(Random random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    private static double heartY(double t) {
        double wave =
                13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t);
        return -wave / 17;
    }

    private static double radius(int i, int n, double hole) {
        return i < n ? 1 : hole;
    }

    private static double angle(int i, int n) {
        int step = i < n ? i : 2 * n - 1 - i;
        return 2 * Math.PI * step / (n - 1);
    }

    /** From a quarter turn down to minus a quarter turn. */
    private static double back(int i, int n) {
        return Math.PI / 2 - Math.PI * i / (n - 1);
    }
}
