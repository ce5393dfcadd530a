package io.zoetrope.domain;

/** An exact ratio such as a frame rate; {@code 0/1} if unknown. */
public record Rational(int numerator, int denominator) {
    public static final Rational UNKNOWN = new Rational(0, 1);

    public double value() {
        return denominator == 0 ? 0 : (double) numerator / denominator;
    }
}
