package io.zoetrope.testing.scenes;

/**
 * What a scene stands before: the same as {@code BACKGROUNDS} in models/training/drawn/world.py.
 */
public enum Backdrop {
    PLAIN("plain"),
    GRADIENT("shaded"),
    STRIPES("striped"),
    CHECKS("checked"),
    TEXTURE("rough"),
    NIGHT("at night", 20, 20, 45),
    SKY("in a cloudy blue sky", 150, 185, 235),
    GRASS("on grass", 70, 140, 60),
    SEA("at sea", 50, 110, 160),
    ROAD("on a road", 92, 92, 96),
    SAND("on sand", 220, 195, 140),
    BRICKS("in front of a brick wall", 165, 85, 65);

    private final String words;
    private final Rgb mean;

    Backdrop(String words) {
        this.words = words;
        this.mean = null;
    }

    Backdrop(String words, int red, int green, int blue) {
        this.words = words;
        this.mean = new Rgb(red, green, blue);
    }

    /** Whether it takes a colour; the others bring their own. */
    public boolean coloured() {
        return mean == null;
    }

    /**
     * @param colour null unless {@link #coloured()}
     */
    Rgb mean(Colour colour) {
        return mean == null ? colour.rgb() : mean;
    }

    /** As captions say it, such as {@code at night} or {@code on a red striped background}. */
    String phrase(Colour colour) {
        return coloured() ? "on a " + colour.word() + " " + words + " background" : words;
    }
}
