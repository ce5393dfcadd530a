package io.zoetrope.query.generate.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.TestingAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitedSentencesTest {
    /** Three scenes: evidence 1, 2 and 3. */
    private static final ChatEvidence EVIDENCE =
            ChatEvidence.of(
                    List.of(
                            Scene.ofAnything("v", "", "m1", 0, 1_000),
                            Scene.ofAnything("v", "", "m2", 1_000, 2_000),
                            Scene.ofAnything("w", "", "m3", 0, 1_000)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    A car [1].                               | A car.                     | 0
                    A car. [1]                               | A car.                     | 0
                    A car. [1][2] A cat. [3]                 | A car. / A cat.            | 0
                    A car [1, 2]. A cat [3].                 | A car. / A cat.            | 0
                    A lie. A cat [3].                        | A cat.                     | 1
                    A lie [7]. A cat [3].                    | A cat.                     | 1
                    A half lie [7][2].                       | A half lie.                | 0
                    A lie [0]. Another [9999]. [-1] x.       |                            | 2
                    NO_EVIDENCE                              |                            | 0
                    NO_EVIDENCE.                             |                            | 0
                    Dr. No meets Mr. Bond at 3.5 km [2].     | Dr. No meets Mr. Bond at 3.5 km. | 0
                    “Stop!” she says [1]. Why? [2]           | “Stop!” she says. / Why?   | 0
                    車があります[1]。猫です。[3]                    | 車があります。 / 猫です。      | 0
                    - a car [1]\\n- a cat [3]                | - a car / - a cat          | 0
                    Without a stop [1]                       | Without a stop             | 0
                    [1][2]                                   |                            | 0
                    No. A car passes [1].                    | A car passes.              | 1
                    It is no. 5 of the bus line [2].         | It is no. 5 of the bus line. | 0
                    He took plan B. He died. [2]             | He died.                   | 1
                    J. R. R. Tolkien and Lord Peter W. Best talk [1]. | J. R. R. Tolkien and Lord Peter W. Best talk. | 0
                    Cars, trucks etc. A lie. A cat [3].      | A cat.                     | 2
                    यह झूठ है। एक कार है [1]।                    | एक कार है।                   | 1
                    هل هذا كذب؟ سيارة [1].                   | سيارة.                     | 1
                    """)
    void wholeSentencesWithEvidencePass(String text, String expected, int dropped) {
        String written = text.replace("\\n", "\n");
        for (int seed = 0; seed < 20; seed++) {
            TestingAnswers answer = new TestingAnswers();
            CitedSentences sentences = new CitedSentences(EVIDENCE, answer);
            pieces(written, new Random(seed)).forEach(sentences::add);
            sentences.end(true);
            assertThat(String.join(" / ", answer.texts()))
                    .isEqualTo(expected == null ? "" : expected);
            assertThat(sentences.dropped()).isEqualTo(dropped);
            assertThat(sentences.said()).isEqualTo(answer.said().size());
        }
    }

    @Test
    void citesWhatItNames() {
        TestingAnswers answer = new TestingAnswers();
        CitedSentences sentences = new CitedSentences(EVIDENCE, answer);
        sentences.add("Both are there [3, 1][1].");
        sentences.end(true);
        assertThat(answer.said().get(0).citations())
                .containsExactly(
                        new Citation("w", 0, 1_000, "m3"), new Citation("v", 0, 1_000, "m1"));
    }

    @Test
    void aSentenceThatIsBrokenOffIsLeftOut() {
        TestingAnswers answer = new TestingAnswers();
        CitedSentences sentences = new CitedSentences(EVIDENCE, answer);
        sentences.add("A car [1]. A man [2] with a");
        sentences.end(false);
        assertThat(answer.texts()).containsExactly("A car.");
        assertThat(sentences.dropped()).isEqualTo(1);
    }

    @Test
    void aTextWithoutEndIsGivenUp() {
        TestingAnswers answer = new TestingAnswers();
        CitedSentences sentences = new CitedSentences(EVIDENCE, answer);
        for (int i = 0; i < 1_000; i++) {
            sentences.add("and on and on ");
        }
        sentences.add(". A car [1].");
        sentences.end(true);
        assertThat(answer.texts()).containsExactly("A car.");
        assertThat(sentences.dropped()).isPositive();
    }

    /** However a stream cuts it. */
    private static List<String> pieces(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(6));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
