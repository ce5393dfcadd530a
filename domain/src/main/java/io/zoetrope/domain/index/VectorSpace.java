package io.zoetrope.domain.index;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;

/**
 * Where findings of one kind and model are indexed.
 *
 * @param dimension of their vectors; 0 if they have none
 */
public record VectorSpace(FindingKind kind, ModelRef model, int dimension)
        implements java.io.Serializable {

    /** For a kind of which nothing is found, or nothing that has vectors. */
    public static VectorSpace none(FindingKind kind) {
        return new VectorSpace(kind, ModelRef.NONE, 0);
    }
}
