package io.zoetrope.models.runtime;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.Tensors;
import io.zoetrope.models.tokenize.Tokenizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts as the tensors that a graph asks for, padded to one length. Closed by who made it. */
final class TokenInputs implements AutoCloseable {
    private final int width;
    private final long[] used;
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    private TokenInputs(int width, long[] used) {
        this.width = width;
        this.used = used;
    }

    /**
     * @param padToMax to the tokenizer's maximum, otherwise to the longest text
     */
    static TokenInputs of(
            OnnxGraph graph, Tokenizer tokenizer, boolean padToMax, List<String> texts) {
        List<long[]> rows = texts.stream().map(tokenizer::encode).toList();
        int longest = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int width = padToMax ? tokenizer.maxTokens() : longest;
        long[] ids = new long[rows.size() * width];
        long[] used = new long[ids.length];
        Arrays.fill(ids, tokenizer.padId());
        for (int i = 0; i < rows.size(); i++) {
            int length = rows.get(i).length;
            System.arraycopy(rows.get(i), 0, ids, i * width, length);
            Arrays.fill(used, i * width, i * width + length, 1);
        }
        TokenInputs inputs = new TokenInputs(width, used);
        inputs.put(graph, "input_ids", ids, rows.size());
        inputs.put(graph, "attention_mask", used, rows.size());
        inputs.put(graph, "token_type_ids", new long[ids.length], rows.size());
        return inputs;
    }

    private void put(OnnxGraph graph, String role, long[] values, int rows) {
        if (graph.takes(role)) {
            try {
                tensors.put(role, Tensors.longs(graph, role, values, rows, width));
            } catch (ModelException e) {
                close();
                throw e;
            }
        }
    }

    Map<String, OnnxTensor> tensors() {
        return tensors;
    }

    /** Tokens of each text, padding included. */
    int width() {
        return width;
    }

    /** Whether a token belongs to its text, rather than to the padding. */
    boolean isUsed(int text, int token) {
        return used[text * width + token] != 0;
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
