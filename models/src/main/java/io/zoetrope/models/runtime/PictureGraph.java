package io.zoetrope.models.runtime;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ImageInput;
import io.zoetrope.models.packages.manifest.TensorType;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.onnx.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A graph that takes pictures: fills its input tensor and runs it. Thread-safe. */
public final class PictureGraph implements AutoCloseable {
    private static final String ROLE = "image";

    private final OnnxGraph graph;
    private final ImageInput input;
    private final Pixels pixels;
    // One direct buffer for each caller that runs at once: allocating one for each call costs more
    // than filling it.
    private final ArrayDeque<ByteBuffer> idle = new ArrayDeque<>();

    private PictureGraph(OnnxGraph graph, ImageInput input) {
        this.graph = graph;
        this.input = input;
        this.pixels = new Pixels(input);
    }

    public static PictureGraph open(ModelPackage model, String name, RuntimeOptions options) {
        return new PictureGraph(OnnxGraph.open(model, name, options), model.manifest().image());
    }

    public OnnxGraph graph() {
        return graph;
    }

    public FrameShape shape() {
        return input.shape();
    }

    /**
     * @param pictures packed RGB at {@link #shape}, at most the graph's batch
     * @param read takes what is wanted out of the result, which is closed after it
     * @throws IllegalArgumentException if a picture has another size
     */
    public <T> T run(List<byte[]> pictures, Function<GraphResult, T> read) {
        for (byte[] picture : pictures) {
            if (picture.length != input.shape().bytes()) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s takes %dx%d pictures of %d bytes, got %d",
                                graph.file(),
                                input.shape().width(),
                                input.shape().height(),
                                input.shape().bytes(),
                                picture.length));
            }
        }
        ByteBuffer buffer = take(pictures.size());
        try (OnnxTensor tensor = tensor(pictures, buffer);
                GraphResult result = graph.run(Map.of(ROLE, tensor))) {
            return read.apply(result);
        } finally {
            give(buffer);
        }
    }

    private OnnxTensor tensor(List<byte[]> pictures, ByteBuffer buffer) {
        buffer.clear();
        long[] shape = tensorShape(pictures.size());
        if (graph.type(ROLE) == TensorType.UINT8) {
            pictures.forEach(picture -> pixels.putBytes(picture, buffer));
            return Tensors.uint8(graph, ROLE, buffer.flip(), shape);
        }
        pictures.forEach(picture -> pixels.putFloats(picture, buffer));
        return Tensors.floats(graph, ROLE, buffer.flip().asFloatBuffer(), shape);
    }

    private long[] tensorShape(int batch) {
        FrameShape s = input.shape();
        return input.channelsFirst()
                ? new long[] {batch, 3, s.height(), s.width()}
                : new long[] {batch, s.height(), s.width(), 3};
    }

    /** One that is too small is let go: callers soon have one each that fits their batches. */
    private ByteBuffer take(int pictures) {
        int each = graph.type(ROLE) == TensorType.UINT8 ? 1 : Float.BYTES;
        int bytes = Math.multiplyExact(input.shape().bytes() * each, pictures);
        ByteBuffer buffer;
        synchronized (idle) {
            buffer = idle.poll();
        }
        return buffer != null && buffer.capacity() >= bytes ? buffer : Tensors.direct(bytes);
    }

    private void give(ByteBuffer buffer) {
        synchronized (idle) {
            idle.push(buffer);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
