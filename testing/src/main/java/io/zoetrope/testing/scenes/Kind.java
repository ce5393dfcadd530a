package io.zoetrope.testing.scenes;

import java.util.Locale;

/**
 * What a thing in the drawn world can be: the same as {@code KINDS} in
 * models/training/drawn/world.py.
 */
public enum Kind {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    STAR,
    RING,
    CROSS,
    HEART,
    ARROW,
    CAR,
    PERSON,
    HOUSE,
    TREE,
    SUN,
    MOON,
    BOAT,
    FISH,
    FLOWER,
    CAT;

    /** As captions name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String plural() {
        return switch (this) {
            case PERSON -> "people";
            case FISH -> "fish";
            case CROSS -> "crosses";
            default -> word() + "s";
        };
    }
}
