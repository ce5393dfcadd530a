package io.zoetrope.models.runtime.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Makes the input tensors of a graph, in the element type that it takes. */
public final class Tensors {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private Tensors() {}

    /** Direct, in native order. */
    public static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * @param bytes direct; kept until the tensor is closed
     */
    public static OnnxTensor uint8(OnnxGraph graph, String role, ByteBuffer bytes, long... shape) {
        try {
            return OnnxTensor.createTensor(ENVIRONMENT, bytes, shape, OnnxJavaType.UINT8);
        } catch (OrtException e) {
            throw refused(graph, role, e);
        }
    }

    public static OnnxTensor floats(
            OnnxGraph graph, String role, FloatBuffer values, long... shape) {
        try {
            return switch (graph.type(role)) {
                case FLOAT32 -> OnnxTensor.createTensor(ENVIRONMENT, values, shape);
                case FLOAT16 ->
                        OnnxTensor.createTensor(
                                ENVIRONMENT,
                                Fp16Conversions.convertFloatBufferToFp16Buffer(values),
                                shape,
                                OnnxJavaType.FLOAT16);
                default -> throw wrongType(graph, role);
            };
        } catch (OrtException e) {
            throw refused(graph, role, e);
        }
    }

    public static OnnxTensor longs(OnnxGraph graph, String role, long[] values, long... shape) {
        try {
            return switch (graph.type(role)) {
                case INT64 -> OnnxTensor.createTensor(ENVIRONMENT, LongBuffer.wrap(values), shape);
                case INT32 -> {
                    IntBuffer ints = IntBuffer.allocate(values.length);
                    for (long value : values) {
                        ints.put((int) value);
                    }
                    yield OnnxTensor.createTensor(ENVIRONMENT, ints.flip(), shape);
                }
                default -> throw wrongType(graph, role);
            };
        } catch (OrtException e) {
            throw refused(graph, role, e);
        }
    }

    /** One truth value, as a list of one. */
    public static OnnxTensor flag(OnnxGraph graph, String role, boolean value) {
        try {
            return OnnxTensor.createTensor(ENVIRONMENT, new boolean[] {value});
        } catch (OrtException e) {
            throw refused(graph, role, e);
        }
    }

    private static ModelException wrongType(OnnxGraph graph, String role) {
        return new ModelException(
                graph.file() + ": input '" + role + "' cannot be of type " + graph.type(role));
    }

    private static ModelException refused(OnnxGraph graph, String role, OrtException e) {
        return new ModelException(
                graph.file() + ": input '" + role + "' is refused: " + e.getMessage(), e);
    }
}
