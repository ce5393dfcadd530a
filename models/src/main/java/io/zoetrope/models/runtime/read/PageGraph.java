package io.zoetrope.models.runtime.read;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ImageInput;
import io.zoetrope.models.runtime.Pixels;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.onnx.Tensors;
import io.zoetrope.models.text.Page;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A graph that takes pictures of any size, those of one call alike. Thread-safe. */
final class PageGraph implements AutoCloseable {
    private static final String ROLE = "image";

    private final OnnxGraph graph;
    private final ImageInput input;
    private final Pixels pixels;

    private PageGraph(OnnxGraph graph, ImageInput input) {
        this.graph = graph;
        this.input = input;
        this.pixels = new Pixels(input);
    }

    static PageGraph open(ModelPackage model, String name, RuntimeOptions options) {
        return new PageGraph(OnnxGraph.open(model, name, options), model.manifest().image());
    }

    OnnxGraph graph() {
        return graph;
    }

    /**
     * @param pages of one size, at least one
     * @param read takes what is wanted out of the result, which is closed after it
     */
    <T> T run(List<Page> pages, Function<GraphResult, T> read) {
        int width = pages.get(0).width();
        int height = pages.get(0).height();
        ByteBuffer buffer =
                Tensors.direct(Math.multiplyExact(3 * Float.BYTES * pages.size(), width * height));
        pages.forEach(page -> pixels.putFloats(page.rgb(), buffer));
        try (OnnxTensor tensor =
                        Tensors.floats(
                                graph,
                                ROLE,
                                buffer.flip().asFloatBuffer(),
                                shape(pages.size(), width, height));
                GraphResult result = graph.run(Map.of(ROLE, tensor))) {
            return read.apply(result);
        }
    }

    private long[] shape(int pages, int width, int height) {
        return input.channelsFirst()
                ? new long[] {pages, 3, height, width}
                : new long[] {pages, height, width, 3};
    }

    @Override
    public void close() {
        graph.close();
    }
}
