package io.zoetrope.models.packages.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One ONNX graph of a package.
 *
 * @param file the fp32 graph, listed under {@code files}
 * @param variants other precisions of the same graph: {@code int8}, {@code fp16} → file
 * @param maxBatch the most items of one call, at least 1; 1 if the graph has a fixed batch
 */
public record GraphSpec(
        String file,
        Map<String, String> variants,
        int maxBatch,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs) {

    public Optional<TensorSpec> input(String role) {
        return inputs.stream().filter(t -> t.role().equals(role)).findFirst();
    }

    public Optional<TensorSpec> output(String role) {
        return outputs.stream().filter(t -> t.role().equals(role)).findFirst();
    }
}
