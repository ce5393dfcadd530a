package io.zoetrope.query.question;

import java.util.List;

/**
 * What one clause looks for.
 *
 * @param name of the clause, once in a question
 * @param text null if it looks for a class
 * @param clazz of objects; null if it looks for a text
 * @param modalities where it looks, at least one
 * @param weight above 0
 * @param minScore in [0,1]; 0 for none
 */
public record Sought(
        String name,
        String text,
        String clazz,
        List<String> modalities,
        double weight,
        double minScore) {
    public static Sought text(String name, String text, List<String> modalities) {
        return new Sought(name, text, null, modalities, 1, 0);
    }

    public static Sought clazz(String name, String clazz) {
        return new Sought(name, null, clazz, List.of(Modality.OBJECT), 1, 0);
    }

    Sought weighing(double newWeight, double newMinScore) {
        return new Sought(name, text, clazz, modalities, newWeight, newMinScore);
    }
}
