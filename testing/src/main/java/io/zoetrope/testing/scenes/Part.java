package io.zoetrope.testing.scenes;

/**
 * A polygon of a thing's outline.
 *
 * @param x corners in [-1,1]
 * @param y corners in [-1,1], downwards
 * @param ink how it takes its colour
 */
record Part(double[] x, double[] y, Ink ink) {

    Part mirrored() {
        double[] other = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            other[i] = -x[i];
        }
        return new Part(other, y, ink);
    }

    /** How a part takes its colour: from its thing, or always the same. */
    enum Ink {
        MAIN(null),
        DARK(null),
        LIGHT(null),
        INK(new Rgb(25, 25, 28)),
        PAPER(new Rgb(240, 240, 240)),
        WOOD(new Rgb(110, 70, 40)),
        SKIN(new Rgb(225, 180, 150)),
        POLLEN(new Rgb(245, 215, 60)),
        GLASS(new Rgb(190, 215, 230)),
        EYE(new Rgb(120, 200, 90)),
        NOSE(new Rgb(240, 150, 160)),
        STEM(new Rgb(50, 130, 50));

        private final Rgb fixed;

        Ink(Rgb fixed) {
            this.fixed = fixed;
        }

        Rgb of(Rgb main) {
            return switch (this) {
                case MAIN -> main;
                case DARK -> main.times(0.6);
                case LIGHT -> main.times(0.5).plus(127);
                default -> fixed;
            };
        }
    }
}
