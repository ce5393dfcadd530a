package io.zoetrope.models.packages.manifest;

import java.io.Serializable;
import java.util.List;

/**
 * From when on two appearances are taken for the same object; measured for the model, and only for
 * classes in which that holds.
 *
 * @param leastCosine of two normalised vectors
 * @param classes of objects that are told apart; empty if nothing is recognised again
 */
public record Recognition(float leastCosine, List<String> classes) implements Serializable {
    /** Nothing is recognised again. */
    public static final Recognition NONE = new Recognition(1, List.of());

    public Recognition {
        classes = List.copyOf(classes);
    }
}
