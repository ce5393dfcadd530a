package io.zoetrope.testing.scenes;

/**
 * One thing in a scene. It moves in a straight line and turns back before it leaves the picture.
 *
 * @param x centre at the start, share of the picture's width
 * @param y centre at the start, share of the picture's height
 * @param radius share of the picture's height
 * @param speedX widths per second
 * @param speedY heights per second
 * @param turn radians, clockwise
 * @param stretch width against height
 * @param seed of what one thing has different from another of its kind
 */
public record Thing(
        Kind kind,
        Colour colour,
        double x,
        double y,
        double radius,
        double speedX,
        double speedY,
        double turn,
        double stretch,
        long seed) {

    Thing withSeed(long other) {
        return new Thing(kind, colour, x, y, radius, speedX, speedY, turn, stretch, other);
    }

    /**
     * Where the centre is after some time.
     *
     * @param aspect the picture's width against its height
     */
    double xAt(double seconds, double aspect) {
        return reflect(x + speedX * seconds, 0.9 * radius / aspect);
    }

    double yAt(double seconds) {
        return reflect(y + speedY * seconds, 0.9 * radius);
    }

    /** Folds a straight way into the range between two walls. */
    private static double reflect(double position, double margin) {
        double span = 1 - 2 * margin;
        double way = Math.abs((position - margin) % (2 * span));
        return margin + (way <= span ? way : 2 * span - way);
    }
}
