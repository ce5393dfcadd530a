package io.zoetrope.models.runtime;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.tokenize.Tokenizer;
import io.zoetrope.models.tokenize.Tokenizers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sentences to vectors, in the space of the same package's pictures. Thread-safe. */
public final class TextEncoder implements LoadedModel {
    private final ModelPackage model;
    private final Tokenizer tokenizer;
    private final OnnxGraph graph;

    private TextEncoder(ModelPackage model, Tokenizer tokenizer, OnnxGraph graph) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.graph = graph;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.ManifestException if a file is missing or damaged
     */
    public static TextEncoder open(ModelPackage model, RuntimeOptions options) {
        OnnxGraph graph = OnnxGraph.open(model, "text", options);
        try {
            return new TextEncoder(model, Tokenizers.open(model), graph);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    public int dimension() {
        return model.manifest().dimension();
    }

    @Override
    public ModelRef model() {
        return model.ref();
    }

    @Override
    public int maxBatch() {
        return graph.spec().maxBatch();
    }

    @Override
    public Provider provider() {
        return graph.provider();
    }

    /**
     * @param texts any length: what is over the tokenizer's maximum is cut
     * @return vectors of length 1, in the same order
     */
    public List<Vector> encode(List<String> texts) {
        return Batches.each(texts, maxBatch(), this::encodeBatch);
    }

    private List<Vector> encodeBatch(List<String> texts) {
        List<long[]> rows = texts.stream().map(tokenizer::encode).toList();
        int longest = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int width = model.manifest().text().padToMax() ? tokenizer.maxTokens() : longest;
        long[] ids = new long[rows.size() * width];
        long[] used = new long[ids.length];
        Arrays.fill(ids, tokenizer.padId());
        for (int i = 0; i < rows.size(); i++) {
            int length = rows.get(i).length;
            System.arraycopy(rows.get(i), 0, ids, i * width, length);
            Arrays.fill(used, i * width, i * width + length, 1);
        }
        try (OnnxTensor tokens = Tensors.longs(graph, "input_ids", ids, rows.size(), width);
                OnnxTensor mask = mask(used, rows.size(), width);
                GraphResult result = graph.run(inputs(tokens, mask))) {
            return Vectors.read(result, model.manifest(), rows.size(), graph.file());
        }
    }

    /** Null if the graph does not ask for one. */
    private OnnxTensor mask(long[] used, int rows, int width) {
        return graph.takes("attention_mask")
                ? Tensors.longs(graph, "attention_mask", used, rows, width)
                : null;
    }

    private static Map<String, OnnxTensor> inputs(OnnxTensor tokens, OnnxTensor mask) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        inputs.put("input_ids", tokens);
        if (mask != null) {
            inputs.put("attention_mask", mask);
        }
        return inputs;
    }

    @Override
    public void close() {
        graph.close();
    }
}
