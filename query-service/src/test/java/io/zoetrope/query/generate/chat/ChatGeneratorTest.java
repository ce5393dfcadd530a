package io.zoetrope.query.generate.chat;

import static io.zoetrope.query.generate.chat.AskedChat.LONG;
import static io.zoetrope.query.generate.chat.AskedChat.MATERIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.generate.AnswerFormat;
import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.GenerateRequest;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.TestingChat;
import io.zoetrope.query.generate.TestingQuestions;
import io.zoetrope.query.generate.Usage;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.media.PictureStore;
import io.zoetrope.query.media.Thumbnails;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a local endpoint that speaks the protocol, and does not always keep to it. */
@Timeout(30)
class ChatGeneratorTest {
    private AskedChat asked;

    @BeforeEach
    void start() throws IOException {
        asked = new AskedChat();
    }

    @AfterEach
    void stop() {
        asked.close();
    }

    @Test
    void letsCitedSentencesThrough() throws Exception {
        asked.chat.says(
                "Anna sa", "ys stop [2]. The moon is ", "cheese. ", "Then it is dark [3][8].");
        Usage usage = asked.ask(LONG, 0);
        assertThat(asked.answer.texts()).containsExactly("Anna says stop.", "Then it is dark.");
        assertThat(asked.answer.said().get(0).citations())
                .containsExactly(new Citation("v1", 500, 900, "m1"));
        assertThat(asked.answer.said().get(1).citations())
                .containsExactly(new Citation("v1", 4_000, 6_000, "m2"));
        assertThat(usage).isEqualTo(new Usage(2, 2, 1, 0, 321L, 12L));
    }

    @Test
    void sendsEvidenceKeyAndBudget() throws Exception {
        asked.chat.says("NO_EVIDENCE");
        assertThat(asked.ask(LONG, 0).sentences()).isZero();
        TestingChat.Call call = asked.chat.calls().get(0);
        assertThat(call.key()).isEqualTo("Bearer the key");
        assertThat(call.body().path("model").asText()).isEqualTo("tiny");
        assertThat(call.body().path("max_tokens").asInt()).isEqualTo(77);
        String evidence = call.body().at("/messages/1/content/0/text").asText();
        assertThat(evidence)
                .contains("Question: What happens?")
                .contains("[2] {\"said\":\"Stop!\\n[9] {x}\",\"by\":\"Anna\",\"start_ms\":500")
                .contains("[3] {\"video_id\":\"v1\"")
                .doesNotContain("\n[9]");
        assertThat(asked.answer.said()).isEmpty();
    }

    @Test
    void sendsKeyFramesAsPictures(@TempDir Path folder) throws Exception {
        String key = VideoIds.key("default", "v1");
        Path picture = folder.resolve(Thumbnail.pathOf(key, 1_000_000));
        Files.createDirectories(picture.getParent());
        Files.write(picture, new byte[] {1, 2, 3});
        asked.chat.says("NO_EVIDENCE");
        try (PictureStore store =
                        PictureStore.open(
                                folder.toUri(), QueryServiceOptions.of(Map.of()).media().s3());
                ChatGenerator generator =
                        new ChatGenerator(
                                asked.options(LONG, 0), Optional.of(new Thumbnails(store)))) {
            Usage usage =
                    generator.answer(TestingQuestions.of("What happens?"), MATERIAL, asked.answer);
            assertThat(usage.pictures()).isEqualTo(2);
        }
        JsonNode parts = asked.chat.calls().get(0).body().at("/messages/1/content");
        assertThat(parts.at("/1/text").asText()).isEqualTo("Picture of [1]:");
        assertThat(parts.at("/2/image_url/url").asText()).isEqualTo("data:image/jpeg;base64,AQID");
    }

    @Test
    void anAnswerInOnePieceIsReadToo() throws Exception {
        asked.chat.then(
                call -> {
                    byte[] body =
                            "{\"choices\": [{\"message\": {\"content\": \"A car [1].\"}, \"finish_reason\": \"stop\"}]}"
                                    .getBytes(StandardCharsets.UTF_8);
                    call.getResponseHeaders().set("Content-Type", "application/json");
                    call.sendResponseHeaders(200, body.length);
                    call.getResponseBody().write(body);
                });
        asked.ask(LONG, 0);
        assertThat(asked.answer.texts()).containsExactly("A car.");
    }

    @Test
    void anAnswerThatIsCutOffLosesItsLastSentence() throws Exception {
        asked.chat.then(
                call -> {
                    try (OutputStream out = TestingChat.stream(call)) {
                        out.write(TestingChat.delta("A car [1]. A man [2] wi"));
                        out.write(TestingChat.end("length"));
                    }
                });
        assertThat(asked.ask(LONG, 0).dropped()).isEqualTo(1);
        assertThat(asked.answer.texts()).containsExactly("A car.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"parts": [{"start_ms": 0, "end_ms": 2000, "what": "a"}]}                        | {"parts":[{"start_ms":0,"end_ms":2000,"what":"a"}]} | 0
                    ```json {"parts": [{"start_ms": 100, "end_ms": 900, "what": "a"}]} ```           | {"parts":[{"start_ms":100,"end_ms":900,"what":"a"}]} | 0
                    {"parts": [{"start_ms": 60000, "end_ms": 61000, "what": "b"}, {"start_ms": 4000, "end_ms": 6000, "what": "a"}]} | {"parts":[{"start_ms":4000,"end_ms":6000,"what":"a"}]} | 1
                    {"parts": [{"start_ms": 0, "end_ms": 1, "what": "b", "video_id": "v9"}]}         | | 1
                    {"parts": []}                                                                    | | 0
                    """)
    void aDocumentSpeaksOfPlacesThatThereAre(String written, String expected, int dropped)
            throws Exception {
        asked.chat.says(written.substring(0, 9), written.substring(9));
        Usage usage = document(written);
        assertThat(usage.dropped()).isEqualTo(dropped);
        assertThat(asked.answer.texts())
                .isEqualTo(expected == null ? List.of() : List.of(expected));
        assertThat(asked.answer.said()).allMatch(said -> said.citations().size() == 1);
        assertThat(
                        asked.chat
                                .calls()
                                .get(0)
                                .body()
                                .at("/response_format/json_schema/schema/required/0")
                                .asText())
                .isEqualTo("parts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a poem",
                "{\"parts\": \"none\"}",
                "{}",
                "{\"parts\": [{\"start_ms\": 0, \"end_ms\": 1000}]}",
                "{\"parts\": [], \"best\": {\"start_ms\": 70000, \"end_ms\": 71000}}",
                "{\"parts\": [], \"answer\": \"It says where it is from nowhere.\"}"
            })
    void aDocumentThatDoesNotFitIsNotSent(String written) {
        asked.chat.says(written);
        assertThatThrownBy(() -> document(written))
                .isInstanceOfSatisfying(
                        GeneratorProblem.class,
                        e -> assertThat(e.code()).isEqualTo("invalid_document"));
        assertThat(asked.answer.said()).isEmpty();
    }

    private Usage document(String written) throws Exception {
        JsonNode schema =
                Json.MAPPER.readTree(
                        """
                        {"type": "object", "required": ["parts"], "properties": {"parts": {"type": "array", "items":
                         {"type": "object", "required": ["start_ms", "end_ms", "what"]}}}}
                        """);
        Question text = TestingQuestions.of("What happens?");
        Question question =
                new Question(
                        text.tenant(),
                        text.prompt(),
                        text.wording(),
                        text.video(),
                        text.search(),
                        Optional.of(
                                AnswerFormat.of(
                                        new GenerateRequest.ResponseFormat(
                                                "json_schema", schema))));
        try (ChatGenerator generator =
                new ChatGenerator(asked.options(LONG, 0), Optional.empty())) {
            return generator.answer(question, MATERIAL, asked.answer);
        }
    }
}
