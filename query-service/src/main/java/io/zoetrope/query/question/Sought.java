package io.zoetrope.query.question;

import java.util.List;

/**
 * What one clause looks for.
 *
 * @param name of the clause, once in a question
 * @param modalities where it looks, at least one
 * @param weight above 0
 * @param minScore in [0,1], of what a source finds; 0 for none
 */
public record Sought(
        String name, Subject subject, List<String> modalities, double weight, double minScore) {
    /** Of weight 1, whatever the score. */
    public static Sought of(String name, Subject subject, List<String> modalities) {
        return new Sought(name, subject, modalities, 1, 0);
    }

    public static Sought text(String name, String text, List<String> modalities) {
        return of(name, new Subject.Words(text), modalities);
    }

    Sought weighing(double newWeight, double newMinScore) {
        return new Sought(name, subject, modalities, newWeight, newMinScore);
    }
}
