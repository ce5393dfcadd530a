package io.zoetrope.query.generate.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatDocumentTest {
    private static final List<Scene> SCENES =
            List.of(
                    Scene.ofAnything("v", "", "m1", 0, 1_000),
                    Scene.ofAnything("w", "", "m2", 0, 1_000),
                    Scene.ofAnything("v", "", "m3", 60_000, 61_000));

    @Test
    void whatIsSaidOfAWholeVideoIsCitedByAllThatWasShownOfIt() throws GeneratorProblem {
        ChatDocument document =
                ChatDocument.of("{\"video_id\": \"v\", \"answer\": \"red\"}", SCENES);
        assertThat(document.citations())
                .containsExactly(
                        new Citation("v", 0, 1_000, "m1"), new Citation("v", 60_000, 61_000, "m3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                              | true
                    {"parts": []}                   | true
                    {"parts": [], "answer": ""}     | true
                    {"answer": null}                | true
                    {"answer": "red"}               | false
                    {"count": 0}                    | false
                    {"found": false}                | false
                    {"parts": [], "count": 0}       | true
                    {"found": false, "parts": []}   | true
                    {"parts": [], "count": 0, "answer": "red"} | false
                    {"of": {"parts": [{"video_id": "x"}]}, "count": 1} | true
                    """)
    void knowsWhetherItSaysAnything(String text, boolean isEmpty) throws GeneratorProblem {
        assertThat(ChatDocument.of(text, SCENES).isEmpty()).isEqualTo(isEmpty);
    }
}
