package io.zoetrope.models.packages.manifest;

import java.util.List;

/**
 * One input or output of a graph.
 *
 * @param name as the ONNX file writes it
 * @param role what it is for, such as {@code image}, {@code input_ids}, {@code embedding}
 * @param shape sizes; -1 if free. The first one is the batch, unless the tensor is a scalar
 */
public record TensorSpec(String name, String role, TensorType type, List<Integer> shape) {}
