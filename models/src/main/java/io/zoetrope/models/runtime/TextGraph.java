package io.zoetrope.models.runtime;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.tokenize.Tokenizer;
import io.zoetrope.models.tokenize.Tokenizers;
import java.util.List;
import java.util.function.BiFunction;

/** A graph that takes tokens, and the package's tokenizer. Thread-safe; the opener closes it. */
record TextGraph(OnnxGraph graph, Tokenizer tokenizer, boolean padToMax) implements AutoCloseable {

    /**
     * @throws ModelException if the graph cannot be loaded or is not what the manifest says
     * @throws io.zoetrope.models.packages.manifest.ManifestException if a file is missing or
     *     damaged
     */
    static TextGraph open(ModelPackage model, RuntimeOptions options) {
        OnnxGraph graph = OnnxGraph.open(model, "text", options);
        try {
            boolean padToMax = model.manifest().text().padToMax();
            return new TextGraph(graph, Tokenizers.open(model), padToMax);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /**
     * One native call.
     *
     * @param read makes of inputs and result what is returned; both are closed afterwards
     */
    <T> T run(List<String> texts, BiFunction<TokenInputs, GraphResult, T> read) {
        try (TokenInputs inputs = TokenInputs.of(graph, tokenizer, padToMax, texts);
                GraphResult result = graph.run(inputs.tensors())) {
            return read.apply(inputs, result);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
