package io.zoetrope.query.question;

import java.util.List;

/**
 * What one clause looks for.
 *
 * @param name of the clause, once in a question
 * @param modalities where it looks, at least one
 * @param weight above 0
 * @param minScore in [0,1], of what a source finds; 0 for none
 * @param calibration of what sources say of a likelihood
 */
public record Sought(
        String name,
        Subject subject,
        List<String> modalities,
        double weight,
        double minScore,
        Calibration calibration) {
    /** Of weight 1, whatever the score. */
    public static Sought of(String name, Subject subject, List<String> modalities) {
        return new Sought(name, subject, modalities, 1, 0, Calibration.NONE);
    }

    public static Sought text(String name, String text, List<String> modalities) {
        return of(name, new Subject.Words(text), modalities);
    }

    /** The same; if it is words, what a class that they name does not say is not left aside. */
    public Sought naming() {
        return subject instanceof Subject.Words words
                ? new Sought(name, words.naming(), modalities, weight, minScore, calibration)
                : this;
    }

    /** The same, looked for in these alone. */
    public Sought in(List<String> others) {
        return new Sought(name, subject, others, weight, minScore, calibration);
    }

    Sought weighing(double newWeight, double newMinScore) {
        return new Sought(name, subject, modalities, newWeight, newMinScore, calibration);
    }

    /** The same, with likelihoods set right. */
    public Sought calibrated(Calibration other) {
        return new Sought(name, subject, modalities, weight, minScore, other);
    }
}
