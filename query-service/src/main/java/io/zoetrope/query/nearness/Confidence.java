package io.zoetrope.query.nearness;

/**
 * How likely a hit is right, by a straight line over cosines: where no answers are known that a
 * {@link Certainty} could be fitted to.
 *
 * @param none cosine from which down a hit is as good as any other
 * @param sure cosine from which up it is as sure as nearness makes it
 * @param most in [0,1], that nearness makes it
 */
public record Confidence(double none, double sure, double most) {
    /** Something is alike, and may be something else for all that. */
    public double of(double cosine) {
        return most * Math.max(0, Math.min(1, (cosine - none) / (sure - none)));
    }
}
