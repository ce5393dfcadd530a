package io.zoetrope.testing.scenes;

import java.awt.Color;
import java.util.Random;

/** A colour, each channel nominally 0..255; sums may leave that range until they are painted. */
public record Rgb(double red, double green, double blue) {

    Rgb times(double factor) {
        return new Rgb(red * factor, green * factor, blue * factor);
    }

    Rgb plus(double grey) {
        return plus(grey, grey, grey);
    }

    Rgb plus(double r, double g, double b) {
        return new Rgb(red + r, green + g, blue + b);
    }

    /** {@code share} of the other, the rest of this one. */
    Rgb mix(Rgb other, double share) {
        return new Rgb(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    Rgb clipped() {
        return new Rgb(clip(red), clip(green), clip(blue));
    }

    /** A little lighter, darker or tinted: no two red things are quite the same red. */
    Rgb jittered(Random random) {
        double gain = 0.85 + 0.25 * random.nextDouble();
        return times(gain)
                .plus(
                        9 * random.nextGaussian(),
                        9 * random.nextGaussian(),
                        9 * random.nextGaussian())
                .clipped();
    }

    /** Sum of the absolute differences of the channels. */
    double distance(Rgb other) {
        return Math.abs(red - other.red)
                + Math.abs(green - other.green)
                + Math.abs(blue - other.blue);
    }

    int packed() {
        return (int) clip(red) << 16 | (int) clip(green) << 8 | (int) clip(blue);
    }

    Color awt() {
        return new Color(packed());
    }

    private static double clip(double channel) {
        return Math.max(0, Math.min(255, channel));
    }
}
