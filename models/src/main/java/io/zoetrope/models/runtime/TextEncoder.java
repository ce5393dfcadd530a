package io.zoetrope.models.runtime;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.util.List;

/** Sentences to vectors, in the space of the same package's pictures. Thread-safe. */
public final class TextEncoder implements LoadedModel {
    private final ModelPackage model;
    private final TextGraph tokens;

    private TextEncoder(ModelPackage model, TextGraph tokens) {
        this.model = model;
        this.tokens = tokens;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static TextEncoder open(ModelPackage model, RuntimeOptions options) {
        return new TextEncoder(model, TextGraph.open(model, options));
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
        return tokens.graph().spec().maxBatch();
    }

    @Override
    public Provider provider() {
        return tokens.graph().provider();
    }

    /**
     * @param texts any length: what is over the tokenizer's maximum is cut
     * @return vectors of length 1, in the same order; one that is not finite is empty
     */
    public List<Vector> encode(List<String> texts) {
        return Batches.each(texts, maxBatch(), this::encodeBatch);
    }

    private List<Vector> encodeBatch(List<String> batch) {
        String file = tokens.graph().file();
        return tokens.run(
                batch,
                (inputs, result) -> Vectors.read(result, model.manifest(), batch.size(), file));
    }

    @Override
    public void close() {
        tokens.close();
    }
}
