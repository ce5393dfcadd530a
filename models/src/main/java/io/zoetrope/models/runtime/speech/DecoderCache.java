package io.zoetrope.models.runtime.speech;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.models.packages.manifest.TensorSpec;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.Tensors;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a decoder keeps from token to token of its texts, so that it looks at each token once. A
 * graph without such inputs is given all tokens each time.
 *
 * <p>The inputs are those of the "merged" decoders that Hugging Face's Optimum exports: {@code
 * cache.*} take what the call before gave under the same role, {@code memory.*} what the first call
 * gave (later calls give them empty), and {@code use_cache} is false in the first call, where all
 * of these are empty. Some texts of the same length, one thread.
 */
final class DecoderCache implements AutoCloseable {
    private static final String CACHE = "cache.";
    private static final String MEMORY = "memory.";
    private static final String IN_USE = "use_cache";

    private final OnnxGraph graph;
    private final int texts;
    private final List<TensorSpec> kept;
    private final Map<String, OnnxTensor> made = new HashMap<>();
    private GraphResult first;
    private GraphResult last;
    private int seen;

    DecoderCache(OnnxGraph graph, int texts) {
        this.graph = graph;
        this.texts = texts;
        this.kept = kept(graph);
    }

    /**
     * @throws ModelException if an input is kept that the graph does not give
     */
    static void check(OnnxGraph graph) {
        for (TensorSpec input : kept(graph)) {
            if (!graph.gives(input.role())) {
                throw new ModelException(
                        "%s: expected an output of role '%s', as input '%s' takes it"
                                .formatted(graph.file(), input.role(), input.name()));
            }
        }
    }

    private static List<TensorSpec> kept(OnnxGraph graph) {
        return graph.spec().inputs().stream()
                .filter(i -> i.role().startsWith(CACHE) || i.role().startsWith(MEMORY))
                .toList();
    }

    /** How many tokens of each text the graph need not be given again. */
    int seen() {
        return kept.isEmpty() ? 0 : seen;
    }

    /**
     * @param tokens how many each text has
     * @param others the graph's further inputs by role; the caller closes them
     * @return what the call gave; closed by this cache, with the next call at the latest
     */
    GraphResult run(int tokens, Map<String, OnnxTensor> others) {
        Map<String, OnnxTensor> inputs = new HashMap<>(others);
        for (TensorSpec input : kept) {
            inputs.put(input.role(), tensor(input));
        }
        if (graph.takes(IN_USE)) {
            boolean used = last != null;
            inputs.put(
                    IN_USE,
                    made.computeIfAbsent(IN_USE + used, key -> Tensors.flag(graph, IN_USE, used)));
        }
        GraphResult result = graph.run(inputs);
        closeLast();
        first = first == null ? result : first;
        last = result;
        seen = tokens;
        return result;
    }

    private OnnxTensor tensor(TensorSpec input) {
        if (last == null) {
            return made.computeIfAbsent(input.role(), role -> empty(input));
        }
        return (input.role().startsWith(MEMORY) ? first : last).tensor(input.role());
    }

    /** Nothing of any text yet. */
    private OnnxTensor empty(TensorSpec input) {
        long[] shape = input.shape().stream().mapToLong(size -> Math.max(size, 0)).toArray();
        shape[0] = texts;
        return Tensors.floats(graph, input.role(), FloatBuffer.allocate(0), shape);
    }

    private void closeLast() {
        if (last != null && last != first) {
            last.close();
        }
    }

    @Override
    public void close() {
        closeLast();
        if (first != null) {
            first.close();
        }
        made.values().forEach(OnnxTensor::close);
    }
}
