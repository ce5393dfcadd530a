package io.zoetrope.models.runtime;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a graph's output into vectors of length 1. */
final class Vectors {
    private static final Vector NONE = new Vector(null);

    private Vectors() {}

    /**
     * @return empty ones in the place of those that are not finite: half precision overflows on
     *     single inputs, and the others of the batch are right
     * @throws ModelException if there are not {@code count} vectors of the manifest's dimension
     */
    static List<Vector> read(GraphResult result, ModelManifest manifest, int count, String file) {
        return cut(
                result.floats("embedding"),
                count,
                manifest.dimension(),
                manifest.normalised(),
                file);
    }

    static List<Vector> cut(float[] flat, int count, int dimension, boolean asIs, String file) {
        if (flat.length != count * dimension) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected %d vectors of dimension %d, got %d numbers",
                            file,
                            count,
                            dimension,
                            flat.length));
        }
        List<Vector> vectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            vectors.add(row(flat, i * dimension, dimension, asIs));
        }
        return vectors;
    }

    private static Vector row(float[] flat, int from, int dimension, boolean asIs) {
        float[] values = new float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            values[i] = flat[from + i];
            squares += (double) values[i] * values[i];
        }
        if (!Double.isFinite(squares)) {
            return NONE;
        }
        if (!asIs && squares > 0) {
            float scale = (float) (1 / Math.sqrt(squares));
            for (int i = 0; i < dimension; i++) {
                values[i] *= scale;
            }
        }
        return new Vector(values);
    }
}
