package io.zoetrope.query.generate.grounded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.generate.AnswerFormat;
import io.zoetrope.query.generate.GenerateRequest;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Material;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.TestingAnswers;
import io.zoetrope.query.generate.Wording;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroundedGeneratorTest {
    private static final Material MATERIAL =
            new Material(List.of(Scene.ofAnything("v", "", "m", 0, 1_000)), List.of());

    private final TestingAnswers answer = new TestingAnswers();

    @Test
    void aDocumentThatFitsIsSaid() throws Exception {
        new GroundedGenerator().answer(ofVideoIds("^v$"), MATERIAL, answer);
        assertThat(answer.texts()).hasSize(1);
    }

    @Test
    void noPatternIsTriedForSomebodyWhoLeft() throws Exception {
        Question question = ofVideoIds("^v$");
        answer.leave();
        assertThatThrownBy(() -> new GroundedGenerator().answer(question, MATERIAL, answer))
                .isInstanceOf(GeneratorProblem.class)
                .hasMessageContaining("not wanted");
        assertThat(answer.said()).isEmpty();
    }

    private static Question ofVideoIds(String pattern) throws IOException {
        String schema =
                "{\"required\": [\"segments\"], \"properties\": {\"segments\": {\"items\":"
                        + " {\"properties\": {\"video_id\": {\"pattern\": \""
                        + pattern
                        + "\"}}}}}}";
        return new Question(
                "t",
                "What is it?",
                Wording.of("What is it?"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        AnswerFormat.of(
                                new GenerateRequest.ResponseFormat(
                                        "json_schema", Json.MAPPER.readTree(schema)))));
    }
}
