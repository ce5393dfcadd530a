package io.zoetrope.domain;

import java.util.Arrays;

/**
 * An embedding with content equality, so that records that hold one stay equal after a round trip.
 *
 * @param values shared, never changed
 */
public record Vector(float[] values) {
    public Vector {
        values = values == null ? new float[0] : values;
    }

    public int dimension() {
        return values.length;
    }

    /** Inner product: the cosine if both are normalised. */
    public float dot(Vector other) {
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * other.values[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Vector other && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Vector[" + values.length + "]";
    }
}
