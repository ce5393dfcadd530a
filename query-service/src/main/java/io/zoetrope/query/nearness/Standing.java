package io.zoetrope.query.nearness;

/**
 * How near a document is to whatever is asked: to a hub, such as a black picture, many things are
 * near, and that one more is near says little.
 *
 * @param mean of its cosines with the background questions
 * @param deviation of them
 */
public record Standing(double mean, double deviation) {
    /** A document that is equally near to all would make anything stand out. */
    private static final double LEAST = 0.02;

    /** By how many deviations a cosine stands out. */
    public double outstanding(double cosine) {
        return (cosine - mean) / Math.max(LEAST, deviation);
    }
}
