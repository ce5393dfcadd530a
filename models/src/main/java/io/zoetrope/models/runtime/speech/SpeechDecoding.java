package io.zoetrope.models.runtime.speech;

import ai.onnxruntime.OnnxTensor;
import io.zoetrope.models.packages.manifest.DecodingRule;
import io.zoetrope.models.runtime.onnx.GraphResult;
import io.zoetrope.models.runtime.onnx.OnnxGraph;
import io.zoetrope.models.runtime.onnx.Tensors;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the texts of a batch, a token of each a step; those that have ended go on with the end
 * token until all have. For one thread and one batch.
 */
final class SpeechDecoding implements AutoCloseable {
    private final OnnxGraph decoder;
    private final DecodingRule rule;
    private final OnnxTensor hidden;
    private final List<SpokenTokens> texts;
    private final DecoderCache cache;
    private final long[][] tokens;

    /**
     * @param hidden what the encoder made of the pieces; not closed here
     */
    SpeechDecoding(OnnxGraph decoder, DecodingRule rule, OnnxTensor hidden, int count) {
        this.decoder = decoder;
        this.rule = rule;
        this.hidden = hidden;
        this.texts = Stream.generate(() -> new SpokenTokens(rule)).limit(count).toList();
        this.cache = new DecoderCache(decoder, count);
        this.tokens = new long[count][];
        Arrays.fill(tokens, rule.start().stream().mapToLong(Integer::longValue).toArray());
    }

    List<SpokenTokens> write() {
        float[][] next = begin();
        for (int step = 0; step < rule.maxTokens(); step++) {
            float[][] logits = next;
            append(i -> texts.get(i).choose(logits[i]));
            if (texts.stream().allMatch(SpokenTokens::ended) || step + 1 == rule.maxTokens()) {
                break;
            }
            next = run(false);
        }
        return texts;
    }

    /** The logits of the first token that is chosen. */
    private float[][] begin() {
        float[][] next = run(true);
        if (rule.speech().languages().isEmpty()) {
            return next;
        }
        append(i -> texts.get(i).chooseLanguage(next[i]));
        for (int token : rule.speech().afterLanguage()) {
            append(i -> token);
        }
        return run(false);
    }

    private void append(IntUnaryOperator token) {
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = Arrays.copyOf(tokens[i], tokens[i].length + 1);
            tokens[i][tokens[i].length - 1] = token.applyAsInt(i);
        }
    }

    /**
     * @param first whether the texts are told what follows their first token
     * @return of each text, the logits of what comes next
     */
    private float[][] run(boolean first) {
        int seen = cache.seen();
        int length = tokens[0].length - seen;
        long[] unseen =
                Arrays.stream(tokens)
                        .flatMapToLong(all -> Arrays.stream(all, seen, all.length))
                        .toArray();
        try (OnnxTensor ids = Tensors.longs(decoder, "input_ids", unseen, tokens.length, length)) {
            GraphResult result =
                    cache.run(tokens[0].length, Map.of("input_ids", ids, "hidden", hidden));
            FloatBuffer logits = result.values("logits");
            int vocabulary = logits.remaining() / unseen.length;
            if (first) {
                for (int i = 0; i < tokens.length; i++) {
                    texts.get(i).begin(row(logits, i * length, vocabulary));
                }
            }
            return IntStream.range(0, tokens.length)
                    .mapToObj(i -> row(logits, (i + 1) * length - 1, vocabulary))
                    .toArray(float[][]::new);
        }
    }

    private static float[] row(FloatBuffer logits, int at, int vocabulary) {
        float[] row = new float[vocabulary];
        logits.get(at * vocabulary, row);
        return row;
    }

    @Override
    public void close() {
        cache.close();
    }
}
