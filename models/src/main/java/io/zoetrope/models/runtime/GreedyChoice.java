package io.zoetrope.models.runtime;

import io.zoetrope.models.packages.manifest.DecodingRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a batch while they are written, each step the likeliest token. For one thread.
 */
final class GreedyChoice {
    private final DecodingRule rule;
    private final List<List<Long>> written = new ArrayList<>();
    private final boolean[] ended;
    private final long[] last;
    private int steps;

    GreedyChoice(DecodingRule rule, int count) {
        this.rule = rule;
        this.ended = new boolean[count];
        this.last = new long[count];
        for (int i = 0; i < count; i++) {
            written.add(new ArrayList<>());
            last[i] = rule.start().get(0);
        }
    }

    /** The token of each sentence that the next step takes. */
    long[] last() {
        return last;
    }

    boolean allEnded() {
        for (boolean end : ended) {
            if (!end) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param logits one row of the vocabulary's size for each sentence
     */
    void choose(float[] logits) {
        steps++;
        int vocabulary = logits.length / ended.length;
        for (int i = 0; i < ended.length; i++) {
            if (steps < rule.start().size()) {
                last[i] = rule.start().get(steps);
            } else if (!ended[i]) {
                last[i] = best(rule, logits, i * vocabulary, vocabulary);
                ended[i] = last[i] == rule.end();
                if (!ended[i]) {
                    written.get(i).add(last[i]);
                }
            }
        }
    }

    /** The likeliest token of a row that is not suppressed. */
    private static int best(DecodingRule rule, float[] logits, int from, int vocabulary) {
        int best = rule.end();
        for (int t = 0; t < vocabulary; t++) {
            if (logits[from + t] > logits[from + best] && !rule.suppress().contains(t)) {
                best = t;
            }
        }
        return best;
    }

    /** What sentence {@code i} has so far, start and end tokens left out. */
    long[] tokens(int i) {
        return written.get(i).stream().mapToLong(Long::longValue).toArray();
    }
}
