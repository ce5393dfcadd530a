package io.zoetrope.models.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.zoetrope.models.packages.manifest.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** What one call gave, by role. Closed by the caller of the graph. */
public final class GraphResult implements AutoCloseable {
    private final OnnxGraph graph;
    private final OrtSession.Result result;

    GraphResult(OnnxGraph graph, OrtSession.Result result) {
        this.graph = graph;
        this.result = result;
    }

    /** Of the graph, for messages. */
    public String file() {
        return graph.file();
    }

    public boolean has(String role) {
        return graph.gives(role);
    }

    public OnnxTensor tensor(String role) {
        TensorSpec spec =
                graph.spec()
                        .output(role)
                        .orElseThrow(
                                () -> new ModelException(graph.file() + ": no output " + role));
        return (OnnxTensor) result.get(spec.name()).orElseThrow();
    }

    public long[] shape(String role) {
        return ((TensorInfo) tensor(role).getInfo()).getShape();
    }

    /** All values in row-major order, whatever the type of the output. */
    public float[] floats(String role) {
        OnnxTensor tensor = tensor(role);
        TensorInfo info = (TensorInfo) tensor.getInfo();
        return switch (info.type) {
            case FLOAT, FLOAT16 -> copy(tensor.getFloatBuffer());
            case UINT8 -> bytes(tensor.getByteBuffer(), 0xff);
            case INT8 -> bytes(tensor.getByteBuffer(), -1);
            default -> toFloats(longs(role));
        };
    }

    /** All values of an output of floats in row-major order, copied once. */
    public FloatBuffer values(String role) {
        return tensor(role).getFloatBuffer();
    }

    /** All values in row-major order, of an output of whole numbers. */
    public long[] longs(String role) {
        OnnxTensor tensor = tensor(role);
        TensorInfo info = (TensorInfo) tensor.getInfo();
        return switch (info.type) {
            case INT64 -> copy(tensor.getLongBuffer());
            case INT32 -> copy(tensor.getIntBuffer());
            case FLOAT -> rounded(tensor.getFloatBuffer());
            default ->
                    throw new ModelException(
                            graph.file() + ": output " + role + " has type " + info.type);
        };
    }

    private static float[] copy(FloatBuffer from) {
        float[] values = new float[from.remaining()];
        from.get(values);
        return values;
    }

    private static long[] copy(LongBuffer from) {
        long[] values = new long[from.remaining()];
        from.get(values);
        return values;
    }

    private static long[] copy(IntBuffer from) {
        long[] values = new long[from.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.get(i);
        }
        return values;
    }

    private static long[] rounded(FloatBuffer from) {
        long[] values = new long[from.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(from.get(i));
        }
        return values;
    }

    private static float[] bytes(ByteBuffer from, int mask) {
        float[] values = new float[from.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = mask < 0 ? from.get(i) : from.get(i) & mask;
        }
        return values;
    }

    private static float[] toFloats(long[] from) {
        float[] values = new float[from.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = from[i];
        }
        return values;
    }

    @Override
    public void close() {
        result.close();
    }
}
