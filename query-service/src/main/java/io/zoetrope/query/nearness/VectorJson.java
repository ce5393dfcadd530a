package io.zoetrope.query.nearness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.Vector;

/**
 * Vectors as JSON lists. A search that is asked again has the same vector, which the
 * query-embedding cache holds: its text is made once, and goes with it.
 */
public final class VectorJson {
    private static final int KEPT = 2_000;
    private static final int OF_A_VALUE = 13;

    /** By what they are, not by their values: those would have to be gone through to be found. */
    private static final Cache<Vector, String> TEXTS =
            Caffeine.newBuilder().weakKeys().maximumSize(KEPT).build();

    private VectorJson() {}

    /**
     * @param vector its values are finite, and never change
     */
    public static void put(ObjectNode into, String field, Vector vector) {
        into.putRawValue(field, new RawValue(TEXTS.get(vector, VectorJson::text)));
    }

    private static String text(Vector vector) {
        StringBuilder text = new StringBuilder(2 + OF_A_VALUE * vector.dimension()).append('[');
        for (float value : vector.values()) {
            text.append(text.length() > 1 ? "," : "").append(value);
        }
        return text.append(']').toString();
    }
}
