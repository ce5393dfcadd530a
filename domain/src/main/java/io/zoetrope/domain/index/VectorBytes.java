package io.zoetrope.domain.index;

import io.zoetrope.domain.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;

/** Vectors as text: the base64 of their values as four bytes each, the lowest first. */
public final class VectorBytes {
    private VectorBytes() {}

    public static String encode(Vector vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.dimension() * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector.values()) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /**
     * @throws IllegalArgumentException if it is no base64, not of whole values, or a value is not
     *     finite
     */
    public static Vector decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are not whole values");
        }
        FloatBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] vector = new float[values.remaining()];
        values.get(vector);
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a value is not finite");
            }
        }
        return new Vector(vector);
    }
}
