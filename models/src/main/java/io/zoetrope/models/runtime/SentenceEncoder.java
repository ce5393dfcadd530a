package io.zoetrope.models.runtime;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.SentenceRule;
import io.zoetrope.models.runtime.onnx.Batches;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.LoadedModel;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.Provider;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.util.List;
import java.util.Locale;

/**
 * Sentences to vectors by what they mean: lines of dialogue, words on the screen, and what is asked
 * for. Thread-safe; the opener closes it.
 */
public final class SentenceEncoder implements LoadedModel {
    private final ModelPackage model;
    private final TextGraph tokens;

    private SentenceEncoder(ModelPackage model, TextGraph tokens) {
        this.model = model;
        this.tokens = tokens;
    }

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    public static SentenceEncoder open(ModelPackage model, RuntimeOptions options) {
        if (model.manifest().sentence() == null) {
            throw new ModelException(
                    model
                            + " is a "
                            + model.manifest().task().wireName()
                            + ", no sentence encoder");
        }
        return new SentenceEncoder(model, TextGraph.open(model, options));
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
     * What is found: lines, captions, signs.
     *
     * @param texts any length: what is over the tokenizer's maximum is cut; an empty one has a
     *     vector too, which says nothing
     * @return vectors of length 1, in the same order; one that is not finite is empty
     */
    public List<Vector> passages(List<String> texts) {
        return encode(model.manifest().sentence().passagePrefix(), texts);
    }

    /** What is searched for; otherwise as {@link #passages}. */
    public List<Vector> queries(List<String> texts) {
        return encode(model.manifest().sentence().queryPrefix(), texts);
    }

    private List<Vector> encode(String prefix, List<String> texts) {
        List<String> whole = texts.stream().map(text -> prefix + text).toList();
        return Batches.each(whole, maxBatch(), this::encodeBatch);
    }

    private List<Vector> encodeBatch(List<String> texts) {
        return tokens.run(texts, (inputs, result) -> vectors(texts.size(), inputs, result));
    }

    private List<Vector> vectors(int texts, TokenInputs inputs, GraphResult result) {
        SentenceRule.Pooling pooling = model.manifest().sentence().pooling();
        if (pooling == SentenceRule.Pooling.NONE) {
            return Vectors.read(result, model.manifest(), texts, file());
        }
        float[] hidden = hidden(result, texts * inputs.width());
        float[] pooled =
                pooling == SentenceRule.Pooling.FIRST
                        ? first(hidden, inputs.width(), texts)
                        : mean(hidden, inputs, texts);
        return Vectors.cut(pooled, texts, dimension(), false, file());
    }

    private float[] hidden(GraphResult result, int tokens) {
        float[] hidden = result.floats("hidden");
        if (hidden.length != tokens * dimension()) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected %d vectors of dimension %d, got %d numbers",
                            file(),
                            tokens,
                            dimension(),
                            hidden.length));
        }
        return hidden;
    }

    private float[] first(float[] hidden, int width, int texts) {
        float[] pooled = new float[texts * dimension()];
        for (int i = 0; i < texts; i++) {
            System.arraycopy(hidden, i * width * dimension(), pooled, i * dimension(), dimension());
        }
        return pooled;
    }

    /** Sums will do: the vectors are brought to length 1. */
    private float[] mean(float[] hidden, TokenInputs inputs, int texts) {
        float[] pooled = new float[texts * dimension()];
        for (int i = 0; i < texts; i++) {
            for (int t = 0; t < inputs.width(); t++) {
                if (inputs.isUsed(i, t)) {
                    int from = (i * inputs.width() + t) * dimension();
                    for (int d = 0; d < dimension(); d++) {
                        pooled[i * dimension() + d] += hidden[from + d];
                    }
                }
            }
        }
        return pooled;
    }

    private String file() {
        return tokens.graph().file();
    }

    @Override
    public void close() {
        tokens.close();
    }
}
