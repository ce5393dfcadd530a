package io.zoetrope.models.runtime.speech;

import java.util.List;

/**
 * Which tokens may come next in a text whose lines stand between timestamps, as Whisper's own
 * decoding has it (Radford et al. 2022, arXiv:2212.04356, section 4.5): it begins with a timestamp
 * of the first second, they come in pairs and never go back, and one comes as soon as all of them
 * together are likelier than any word.
 */
final class TimestampRule {
    /** Of 20 ms each. */
    private static final int LATEST_FIRST = 50;

    private final int first;
    private final int end;

    /**
     * @param first token of 0.00 s; all behind it are timestamps too
     * @param end token that ends a text
     */
    TimestampRule(int first, int end) {
        this.first = first;
        this.end = end;
    }

    boolean isTimestamp(int token) {
        return token >= first;
    }

    /**
     * @param logits of the next token; those that may not come become negative infinity
     * @param written so far, without the start tokens
     */
    void apply(float[] logits, List<Integer> written) {
        if (written.isEmpty()) {
            Logits.forbid(logits, 0, first);
            Logits.forbid(logits, first + LATEST_FIRST + 1, logits.length);
            return;
        }
        boolean closes = isTimestamp(last(written, 1));
        boolean pair = closes && (written.size() == 1 || isTimestamp(last(written, 2)));
        if (pair) {
            Logits.forbid(logits, first, logits.length);
        } else if (closes) {
            Logits.forbid(logits, 0, end);
            Logits.forbid(logits, end + 1, first);
        }
        forbidThePast(logits, written, closes && !pair);
        if (Logits.logSumExp(logits, first, logits.length) > Logits.max(logits, 0, first)) {
            Logits.forbid(logits, 0, first);
        }
    }

    /** A line may begin when the one before ends, but takes some time itself. */
    private void forbidThePast(float[] logits, List<Integer> written, boolean begins) {
        for (int i = written.size() - 1; i >= 0; i--) {
            if (isTimestamp(written.get(i))) {
                Logits.forbid(logits, first, written.get(i) + (begins ? 0 : 1));
                return;
            }
        }
    }

    private static int last(List<Integer> written, int back) {
        return written.get(written.size() - back);
    }
}
