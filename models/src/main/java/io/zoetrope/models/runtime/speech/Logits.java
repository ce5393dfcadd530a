package io.zoetrope.models.runtime.speech;

import java.util.Arrays;

/** Arithmetic on the logits of one token. */
final class Logits {
    private Logits() {}

    static void forbid(float[] logits, int from, int to) {
        if (from < Math.min(to, logits.length)) {
            Arrays.fill(logits, from, Math.min(to, logits.length), Float.NEGATIVE_INFINITY);
        }
    }

    static float max(float[] logits, int from, int to) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, logits[i]);
        }
        return max;
    }

    /** The greatest; {@code otherwise} if none is greater than it. */
    static int argMax(float[] logits, int otherwise) {
        int best = otherwise;
        for (int i = 0; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /** Logarithm of the sum of their exponentials; negative infinity if all are forbidden. */
    static double logSumExp(float[] logits, int from, int to) {
        double max = max(logits, from, to);
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.exp(logits[i] - max);
        }
        return max + Math.log(sum);
    }
}
