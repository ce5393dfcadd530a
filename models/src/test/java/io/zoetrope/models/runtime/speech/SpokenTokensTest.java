package io.zoetrope.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.models.packages.manifest.DecodingRule;
import io.zoetrope.models.packages.manifest.SpeechRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens 0–9 are words, 10 ends a text, 11 says that nobody speaks, 12 and 13 are languages. */
class SpokenTokensTest {
    private static final int END = 10;
    private static final int NOBODY = 11;
    private static final int TOKENS = 14;
    private static final SpeechRule PLAIN =
            new SpeechRule("en", Map.of(), List.of(), 0, NOBODY, List.of());

    private final SpokenTokens text = new SpokenTokens(rule(PLAIN));

    @Test
    void endsWithTheEndTokenAndStaysThere() {
        assertThat(say(text, 3, END, 4)).containsExactly(3, END, END);

        assertThat(text.ended()).isTrue();
        assertThat(text.written()).containsExactly(3);
        assertThat(text.language()).isEqualTo("en");
    }

    @Test
    void neverChoosesWhatIsSuppressed() {
        float[] logits = logits(0);
        logits[5] = 1;

        assertThat(text.choose(logits)).as("0 is suppressed").isEqualTo(5);
    }

    @Test
    void doesNotBeginWithWhatNoTextBeginsWith() {
        SpeechRule rule = new SpeechRule("", Map.of(), List.of(), 0, 0, List.of(END, 7));
        SpokenTokens begun = new SpokenTokens(rule(rule));
        float[] logits = logits(END);
        logits[7] = 9;
        logits[2] = 1;

        assertThat(begun.choose(logits)).isEqualTo(2);
        assertThat(say(begun, 7, END)).containsExactly(7, END);
    }

    @Test
    void whatIsSaidOverAndOverEndsTheTextAndRemainsOnce() {
        say(text, 9);
        for (int i = 0; i < 20 && !text.ended(); i++) {
            say(text, 1, 2, 3);
        }

        assertThat(text.ended()).isTrue();
        assertThat(text.written()).containsExactly(9, 1, 2, 3);
    }

    @Test
    void timesBetweenWhatIsSaidOverAndOverDoNotHideIt() {
        SpeechRule times = new SpeechRule("en", Map.of(), List.of(), 20, 0, List.of());
        SpokenTokens timed = new SpokenTokens(rule(times));
        int time = 20;
        for (int i = 0; i < 12 && !timed.ended(); i++) {
            for (int token : new int[] {time, 4, 5, time + 2}) {
                timed.choose(wide(token));
            }
            time += 2;
        }

        assertThat(timed.ended()).isTrue();
        assertThat(timed.written()).as("with its end").containsExactly(20, 4, 5, 22, 22);
    }

    @Test
    void aWordMayBeSaidSeveralTimes() {
        say(text, 6, 6, 6, 6, 6, 6, END);

        assertThat(text.written()).hasSize(6);
    }

    @Test
    void isSilenceOnlyIfNobodySpeaksAndTheTextIsUnsure() {
        assertThat(written(8, 2)).as("nobody speaks, text unsure").isTrue();
        assertThat(written(8, 20)).as("nobody speaks, text sure").isFalse();
        assertThat(written(0, 2)).as("somebody speaks, text unsure").isFalse();
    }

    private static boolean written(float nobody, float sure) {
        SpokenTokens text = new SpokenTokens(rule(PLAIN));
        float[] begin = new float[TOKENS];
        begin[NOBODY] = nobody;
        text.begin(begin);
        for (int token : new int[] {1, 2, END}) {
            float[] logits = new float[TOKENS];
            logits[token] = sure / 2;
            text.choose(logits);
        }
        return text.isSilence();
    }

    @Test
    void writesInTheLikeliestLanguage() {
        SpeechRule rule =
                new SpeechRule("", Map.of("de", 12, "en", 13), List.of(), 0, 0, List.of());
        SpokenTokens foreign = new SpokenTokens(rule(rule));
        float[] logits = new float[TOKENS];
        logits[12] = 2;
        logits[1] = 5;

        assertThat(foreign.chooseLanguage(logits)).isEqualTo(12);
        assertThat(foreign.language()).isEqualTo("de");
    }

    @Test
    void aTextThatPacksTooWellIsMonotonous() {
        String once = "We choose to go to the moon in this decade and do the other things. ";

        assertThat(RepetitionGuard.isMonotonous(once)).isFalse();
        assertThat(RepetitionGuard.isMonotonous(once.repeat(6))).isTrue();
        assertThat(RepetitionGuard.isMonotonous("")).isFalse();
    }

    private static DecodingRule rule(SpeechRule speech) {
        return new DecodingRule(List.of(1), END, List.of(0), 100, speech);
    }

    private static List<Integer> say(SpokenTokens text, int... tokens) {
        List<Integer> chosen = new ArrayList<>();
        IntStream.of(tokens).forEach(token -> chosen.add(text.choose(logits(token))));
        return chosen;
    }

    private static float[] logits(int likeliest) {
        float[] logits = new float[TOKENS];
        logits[likeliest] = 10;
        return logits;
    }

    /** With timestamps from 20 on. */
    private static float[] wide(int likeliest) {
        float[] logits = new float[80];
        logits[likeliest] = 10;
        return logits;
    }
}
