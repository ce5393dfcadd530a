package io.zoetrope.testing.scenes;

import static io.zoetrope.testing.scenes.Signs.uniform;

import io.zoetrope.testing.scenes.Surfaces.Paint;
import java.util.Random;

/** Backdrops that bring their own colours. */
final class Places {
    private static final Rgb CLOUD = new Rgb(250, 250, 250);
    private static final Rgb MORTAR = new Rgb(190, 180, 170);
    private static final Rgb ROAD_LINE = new Rgb(235, 230, 200);
    private static final Rgb DUSK = new Rgb(30, 32, 60);
    private static final Rgb DAY = new Rgb(150, 190, 230);

    private Places() {}

    static Paint of(Backdrop backdrop, int side, Random random) {
        return switch (backdrop) {
            case NIGHT -> night(random);
            case SKY -> sky(side, random);
            case GRASS -> grass(side, random);
            case SEA -> sea(side, random);
            case ROAD -> road(random);
            case SAND -> sand(side, random);
            case BRICKS -> bricks(side, random);
            default -> throw new IllegalArgumentException(backdrop + " wants a colour");
        };
    }

    private static Paint night(Random random) {
        Rgb top = new Rgb(12, 14, 35).times(uniform(random, 0.6, 1.8));
        double bright = uniform(random, 150, 255);
        Rgb star = new Rgb(bright, bright, bright);
        return (x, y, px, py) ->
                random.nextDouble() < 0.004 ? star : top.plus(10 * y, 10 * y, 25 * y);
    }

    private static Paint sky(int side, Random random) {
        CloudNoise noise = new CloudNoise(random, side, 3, 4);
        double clear = uniform(random, 0, 0.5);
        return (x, y, px, py) -> {
            double cloud = Math.max(0, Math.min(1, noise.at(px, py) * 2.2 - clear));
            return new Rgb(95 + 90 * y, 160 + 60 * y, 235 + 15 * y).mix(CLOUD, cloud);
        };
    }

    private static Paint grass(int side, Random random) {
        double horizon = random.nextDouble() < 0.4 ? 0 : uniform(random, 0, 0.5);
        CloudNoise noise = new CloudNoise(random, side, 8, 2);
        Rgb green = new Rgb(60, 140, 45).times(uniform(random, 0.7, 1.15));
        Rgb sky = new Rgb(150, 195, 240);
        return (x, y, px, py) -> {
            double blade = noise.at(px, py) * 50 + 14 * random.nextGaussian();
            return y < horizon ? sky : green.plus(0.7 * blade, blade, 0.5 * blade);
        };
    }

    private static Paint sea(int side, Random random) {
        double horizon = random.nextDouble() < 0.3 ? 0 : uniform(random, 0.1, 0.5);
        double fine = uniform(random, 60, 120);
        double sway = uniform(random, 5, 14);
        CloudNoise noise = new CloudNoise(random, side, 4, 3);
        Rgb water = new Rgb(25, 95, 150).times(uniform(random, 0.7, 1.2));
        Rgb sky = new Rgb(165, 205, 240).times(uniform(random, 0.8, 1.05));
        return (x, y, px, py) -> {
            double wave = 14 * Math.sin(y * fine + 3 * Math.sin(x * sway));
            return y < horizon ? sky : water.plus(wave + 25 * noise.at(px, py));
        };
    }

    private static Paint road(Random random) {
        double horizon = uniform(random, 0.15, 0.45);
        Rgb sky = random.nextDouble() < 0.6 ? DAY : DUSK;
        double line = uniform(random, horizon + 0.2, 0.92);
        return (x, y, px, py) -> {
            if (Math.abs(y - line) < 0.02 && x * 6 % 1 < 0.55) {
                return ROAD_LINE;
            }
            return y < horizon ? sky : new Rgb(92, 92, 96).plus(7 * random.nextGaussian());
        };
    }

    private static Paint sand(int side, Random random) {
        CloudNoise noise = new CloudNoise(random, side, 4, 4);
        Rgb grain = new Rgb(222, 196, 140).times(uniform(random, 0.85, 1.08));
        return (x, y, px, py) -> grain.plus(noise.at(px, py) * 30 + 9 * random.nextGaussian());
    }

    private static Paint bricks(int side, Random random) {
        int rows = 6 + random.nextInt(6);
        CloudNoise noise = new CloudNoise(random, side, 6, 2);
        Rgb clay = new Rgb(165, 75, 55).times(uniform(random, 0.75, 1.1));
        return (x, y, px, py) -> {
            int row = (int) (y * rows);
            double along = x * rows * 0.5 + (row % 2) * 0.5;
            boolean mortar = y * rows % 1 < 0.14 || along % 1 < 0.07;
            return mortar ? MORTAR : clay.plus(noise.at(px, py) * 40);
        };
    }
}
