package io.zoetrope.models.runtime;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.DecodingRule;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.onnx.Tensors;
import io.zoetrope.models.tokenize.Tokenizer;
import io.zoetrope.models.tokenize.Tokenizers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns cached image vectors into sentences, one likeliest word after another. The first step makes
 * its own hidden state from the vector. Thread-safe; the opener closes it.
 */
public final class CaptionDecoder implements AutoCloseable {
    private final ModelPackage model;
    private final OnnxGraph graph;
    private final Tokenizer tokenizer;
    private final DecodingRule rule;
    private final int hiddenSize;

    private CaptionDecoder(ModelPackage model, OnnxGraph graph, Tokenizer tokenizer) {
        this.model = model;
        this.graph = graph;
        this.tokenizer = tokenizer;
        this.rule = model.manifest().decoding();
        this.hiddenSize = graph.spec().input("hidden").orElseThrow().shape().get(1);
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static CaptionDecoder open(ModelPackage model, RuntimeOptions options) {
        OnnxGraph graph = OnnxGraph.open(model, "step", options);
        try {
            return new CaptionDecoder(model, graph, Tokenizers.open(model));
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** Of the vectors that it takes. */
    public int dimension() {
        return model.manifest().dimension();
    }

    /** Vectors of this space can be told, see {@code space} in docs/models.md. */
    public String space() {
        return model.manifest().space();
    }

    public ModelRef model() {
        return model.ref();
    }

    public int maxBatch() {
        return graph.spec().maxBatch();
    }

    public Provider provider() {
        return graph.provider();
    }

    /**
     * @return one sentence for each vector, in the same order
     * @throws IllegalArgumentException if a vector has another dimension
     */
    public List<String> describe(List<Vector> vectors) {
        for (Vector vector : vectors) {
            if (vector.dimension() != dimension()) {
                throw new IllegalArgumentException(
                        model.ref().id()
                                + " tells vectors of dimension "
                                + dimension()
                                + ", got "
                                + vector.dimension());
            }
        }
        return Batches.each(vectors, maxBatch(), this::describeBatch);
    }

    private List<String> describeBatch(List<Vector> vectors) {
        int count = vectors.size();
        GreedyChoice choice = new GreedyChoice(rule, count);
        float[] hidden = new float[count * hiddenSize];
        FloatBuffer flat = FloatBuffer.allocate(count * dimension());
        vectors.forEach(vector -> flat.put(vector.values()));
        try (OnnxTensor embedding =
                Tensors.floats(graph, "embedding", flat.flip(), count, dimension())) {
            int steps = rule.start().size() - 1 + rule.maxTokens();
            for (int step = 0; step < steps && !choice.allEnded(); step++) {
                hidden = step(choice, hidden, embedding, count);
            }
        }
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sentences.add(tokenizer.decode(choice.tokens(i)));
        }
        return sentences;
    }

    private float[] step(GreedyChoice choice, float[] hidden, OnnxTensor embedding, int count) {
        try (OnnxTensor token = Tensors.longs(graph, "token", choice.last(), count);
                OnnxTensor state =
                        Tensors.floats(
                                graph, "hidden", FloatBuffer.wrap(hidden), count, hiddenSize);
                GraphResult result =
                        graph.run(
                                Map.of("token", token, "hidden", state, "embedding", embedding))) {
            choice.choose(result.floats("logits"));
            return result.floats("hidden");
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
