package io.zoetrope.query.nearness;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.WordEncoder;
import io.zoetrope.query.question.Subject;

/**
 * Takes what is not wanted out of the vector of what is: somewhat more than what both share, and
 * something even if they share nothing. Measured against other ways in docs/decisions/0025.
 */
public final class Subtraction {
    /** Of the part that both share. */
    private static final double OF_SHARED = 1.25;

    private static final double LEAST = 0.3;
    private static final double MOST = 0.75;

    private Subtraction() {}

    /** Normalised. */
    public static Vector of(WordEncoder encoder, Subject.Words words) {
        Vector vector = encoder.text(words.text());
        for (String unwanted : words.not()) {
            vector = without(vector, encoder.text(unwanted));
        }
        return vector;
    }

    /**
     * @param wanted normalised, as the other
     * @return normalised
     */
    public static Vector without(Vector wanted, Vector unwanted) {
        double out = Math.max(LEAST, Math.min(MOST, OF_SHARED * wanted.dot(unwanted)));
        float[] left = wanted.values().clone();
        double squares = 0;
        for (int i = 0; i < left.length; i++) {
            left[i] -= (float) (out * unwanted.values()[i]);
            squares += left[i] * left[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < left.length; i++) {
            left[i] /= (float) length;
        }
        return new Vector(left);
    }
}
