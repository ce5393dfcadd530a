package io.zoetrope.testing.scenes;

import java.util.Locale;

/**
 * Colours of the drawn world: the same as {@code COLORS} and {@code RGB} in
 * models/training/drawn/world.py.
 */
public enum Colour {
    RED(215, 30, 35),
    ORANGE(245, 135, 20),
    YELLOW(245, 220, 40),
    GREEN(40, 160, 60),
    BLUE(35, 80, 210),
    PURPLE(130, 50, 170),
    PINK(250, 140, 185),
    BROWN(120, 75, 40),
    BLACK(22, 22, 24),
    WHITE(245, 245, 245);

    private final Rgb rgb;

    Colour(int red, int green, int blue) {
        rgb = new Rgb(red, green, blue);
    }

    public Rgb rgb() {
        return rgb;
    }

    /** As captions name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
