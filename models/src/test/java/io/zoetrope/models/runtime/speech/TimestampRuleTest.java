package io.zoetrope.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens 0–3 are words, 4 ends a text, 5 is 0.00 s and 105 is 2.00 s. */
class TimestampRuleTest {
    private static final int END = 4;
    private static final int FIRST = 5;
    private static final int TOKENS = 106;

    private final TimestampRule rule = new TimestampRule(FIRST, END);

    @Test
    void aTextBeginsWithATimeOfItsFirstSecond() {
        assertThat(allowed(List.of())).containsExactlyElementsOf(range(FIRST, FIRST + 51));
    }

    @Test
    void wordsFollowTheTimeThatALineBeginsWith() {
        assertThat(allowed(List.of(7))).containsExactlyElementsOf(range(0, FIRST));
    }

    @Test
    void aLineEndsLaterThanItBegan() {
        List<Integer> allowed = allowed(List.of(7, 1, 2));

        assertThat(allowed).doesNotContain(5, 6, 7).contains(8, 105);
    }

    @Test
    void aTimeThatEndsALineIsFollowedByOneThatBeginsTheNextOrByTheEnd() {
        assertThat(allowed(List.of(7, 1, 20)))
                .as("times are likelier together than the end")
                .containsExactlyElementsOf(range(20, TOKENS));
        float[] logits = new float[TOKENS];
        logits[END] = 100;
        rule.apply(logits, List.of(7, 1, 20));
        assertThat(Logits.argMax(logits, END)).isEqualTo(END);
    }

    @Test
    void aTimeComesIfAllTimesTogetherAreLikelierThanAnyWord() {
        float[] sure = new float[TOKENS];
        sure[1] = 3;
        rule.apply(sure, List.of(7, 1));
        assertThat(sure[1]).isEqualTo(Float.NEGATIVE_INFINITY);

        float[] surer = new float[TOKENS];
        surer[1] = 6;
        rule.apply(surer, List.of(7, 1));
        assertThat(surer[1]).isEqualTo(6);
    }

    private List<Integer> allowed(List<Integer> written) {
        float[] logits = new float[TOKENS];
        rule.apply(logits, written);
        return IntStream.range(0, TOKENS)
                .filter(token -> logits[token] > Float.NEGATIVE_INFINITY)
                .boxed()
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
