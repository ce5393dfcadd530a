package io.zoetrope.operators.text;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Vector;

/**
 * What was read in one block of one frame. Held in state: components may be added, none moved or
 * taken away.
 *
 * @param confidence [0,1]
 * @param box in [0,1] of the displayed frame
 * @param vector of what it means, normalised; empty if no sentence encoder is asked
 */
public record SeenText(String text, float confidence, Box box, Vector vector) {
    public SeenText {
        vector = vector == null ? new Vector(null) : vector;
    }

    /** Without a vector. */
    public static SeenText of(String text, float confidence, Box box) {
        return new SeenText(text, confidence, box, new Vector(null));
    }
}
