package io.zoetrope.query.nearness;

/**
 * How likely a hit is right, by how near it is: a logistic curve, fitted where the right answers
 * are known (docs/decisions/0017).
 *
 * @param half nearness, a cosine or in deviations, at which it is as likely right as wrong
 * @param slope how fast it grows there
 */
public record Certainty(double half, double slope) {
    public double of(double nearness) {
        return 1 / (1 + Math.exp(slope * (half - nearness)));
    }
}
