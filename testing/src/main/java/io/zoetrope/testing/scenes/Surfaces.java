package io.zoetrope.testing.scenes;

import java.util.Random;

/** Backdrops that take a colour. */
final class Surfaces {
    private static final Rgb NEAR_WHITE = new Rgb(250, 250, 250);

    private Surfaces() {}

    /** The colour at a place, x and y in [0,1]; px and py count pixels. */
    @FunctionalInterface
    interface Paint {
        Rgb at(double x, double y, int px, int py);
    }

    static Paint of(Backdrop backdrop, Colour colour, int side, Random random) {
        Rgb main = colour.rgb().jittered(random);
        double shading = Signs.uniform(random, 0.55, 0.85);
        Rgb shade = main.times(shading).plus(random.nextBoolean() ? 40 : 0).clipped();
        return switch (backdrop) {
            case PLAIN -> (x, y, px, py) -> main;
            case GRADIENT -> gradient(main, shade, random);
            case STRIPES -> stripes(main, shade, random);
            case CHECKS -> checks(main, shade, random);
            case TEXTURE -> texture(main, side, random);
            default -> throw new IllegalArgumentException(backdrop + " takes no colour");
        };
    }

    private static Paint gradient(Rgb main, Rgb shade, Random random) {
        double angle = Signs.uniform(random, 0, 2 * Math.PI);
        return (x, y, px, py) ->
                main.mix(shade, (x - 0.5) * Math.cos(angle) + (y - 0.5) * Math.sin(angle) + 0.5);
    }

    private static Paint stripes(Rgb main, Rgb shade, Random random) {
        double[] angles = {0, Math.PI / 2, Math.PI / 4, -Math.PI / 4};
        double angle = angles[random.nextInt(angles.length)];
        double number = Signs.uniform(random, 4, 10);
        boolean white = main.distance(new Rgb(0, 0, 0)) < 700 && random.nextDouble() < 0.4;
        Rgb other = white ? NEAR_WHITE : shade.times(0.75);
        return (x, y, px, py) -> {
            double along = (x * Math.cos(angle) + y * Math.sin(angle)) * number;
            return along - Math.floor(along) > 0.5 ? other : main;
        };
    }

    private static Paint checks(Rgb main, Rgb shade, Random random) {
        int number = 2 * (3 + random.nextInt(4));
        Rgb other = shade.times(0.75);
        return (x, y, px, py) -> ((int) (x * number) + (int) (y * number)) % 2 == 0 ? main : other;
    }

    private static Paint texture(Rgb main, int side, Random random) {
        CloudNoise rough = new CloudNoise(random, side, 2 + random.nextInt(4), 4);
        double strength = Signs.uniform(random, 60, 140);
        CloudNoise tint = new CloudNoise(random, side, 3, 2);
        double r = 15 * random.nextGaussian();
        double g = 15 * random.nextGaussian();
        double b = 15 * random.nextGaussian();
        return (x, y, px, py) -> {
            double t = tint.at(px, py);
            return main.plus(rough.at(px, py) * strength).plus(t * r, t * g, t * b);
        };
    }
}
