package io.zoetrope.models.runtime;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.tokenize.Tokenizer;
import io.zoetrope.models.tokenize.Tokenizers;
import java.util.List;

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
        boolean padToMax = model.manifest().text().padToMax();
        try (TokenInputs inputs = TokenInputs.of(graph, tokenizer, padToMax, texts);
                GraphResult result = graph.run(inputs.tensors())) {
            return Vectors.read(result, model.manifest(), texts.size(), graph.file());
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
