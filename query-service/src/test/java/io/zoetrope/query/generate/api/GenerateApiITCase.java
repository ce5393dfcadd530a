package io.zoetrope.query.generate.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.generate.TestingAnswer;
import io.zoetrope.query.generate.TestingChat;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.RawRequest;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers over a real index. */
class GenerateApiITCase {
    @TempDir static Path folder;

    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        AnswersIndex.fill();
        service = TestingService.start(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    When does a car appear?                | a car is seen, labelled “my car”        | v1 2100-3500
                    What does Anna say about the jewels?   | Anna says “Somebody stole the crown     | v1 4200-5200
                    Where is exit written?                 | “EXIT <b>"now"</b>” is written          | v1 100-1900
                    Can you hear a bell?                   | one hears: bell                         | v1 0-1000
                    What is said?                          | Anna says “Somebody stole the crown     | v1 4200-5200
                    """)
    void everySentenceSaysWhereItIsFrom(String prompt, String sentence, String citation) {
        TestingAnswer answer = ask("{'prompt': '" + prompt + "', 'video_id': 'v1'}");
        assertThat(answer.text()).contains(sentence);
        assertThat(answer.citations()).contains(citation).allMatch(c -> c.startsWith("v1 "));
        for (int i = 0; i < answer.events().size(); i++) {
            if (answer.events().get(i).name().equals("answer.delta")) {
                assertThat(answer.events().get(i + 1).name()).isEqualTo("answer.citation");
            }
        }
        assertThat(answer.end().name()).isEqualTo("answer.done");
        assertThat(answer.end().data().path("generator").asText()).isEqualTo("grounded");
        assertThat(answer.end().data().at("/usage/sentences").asInt())
                .isEqualTo(answer.all("answer.delta").size());
        assertThat(answer.refused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {'prompt': 'Who stole the submarine?', 'video_id': 'v2'}
                    {'prompt': 'What is said?', 'video_id': 'v2'}
                    {'prompt': 'What is said?', 'video_id': 'v1', 'end_ms': 4000}
                    {'prompt': 'Where are the crown jewels?', 'video_id': 'v1', 'end_ms': 4000}
                    {'prompt': 'Where are the crown jewels?', 'search': {'query': {'text': 'xylophone concert'}, 'modalities': ['dialogue']}}
                    """)
    void refusesWithoutEvidence(String request) {
        TestingAnswer answer = ask(request);
        assertThat(answer.all("answer.delta")).isEmpty();
        assertThat(answer.all("answer.citation")).isEmpty();
        assertThat(answer.refused()).isEqualTo("no_evidence");
    }

    @Test
    void aPromptOverASearchOrOverEverythingStaysInTheTenant() {
        TestingAnswer search =
                ask(
                        "{'prompt': 'What is this?', 'search': {'query': {'class': 'car'},"
                                + " 'filter': {'video_id': ['v1']}}}");
        assertThat(search.citations()).contains("v1 2100-3500");
        TestingAnswer everything = ask("{'prompt': 'Where are the crown jewels?'}");
        assertThat(everything.citations()).contains("v1 4200-5200");
        assertThat(everything.text()).doesNotContain("secret");
        Answer other =
                service.post(
                        "/v1/generate",
                        json("{'prompt': 'What is said?', 'video_id': 'v9'}"),
                        service.of("other"));
        assertThat(TestingAnswer.of(other).text()).contains("a secret");
    }

    @Test
    void presetsAreDocumentsOfStoredRecords() throws IOException {
        for (String preset : new String[] {"chapters", "highlights", "segments"}) {
            String request =
                    "{'prompt': 'What happens?', 'video_id': 'v1', 'response_format': {'type': '"
                            + preset
                            + "'}}";
            TestingAnswer answer = ask(request);
            JsonNode items = Json.MAPPER.readTree(answer.text()).path(preset);
            assertThat(items).as(preset).isNotEmpty();
            assertThat(answer.citations()).hasSize(items.size());
            assertThat(items.findValuesAsText("start_ms")).contains("0");
            assertThat(ask(request).text()).isEqualTo(answer.text());
        }
        TestingAnswer jewels =
                ask(
                        "{'prompt': 'Where are the crown jewels?', 'video_id': 'v1',"
                                + " 'response_format': {'type': 'segments'}}");
        assertThat(Json.MAPPER.readTree(jewels.text()).at("/segments/0/dialogue/0").asText())
                .isEqualTo("Somebody stole the crown jewels");
    }

    @Test
    void aSchemaOfTheClientsIsKept() {
        String fits = "{'type': 'object', 'required': ['segments']}";
        assertThat(ofSchema(fits).text()).contains("segments").contains("crown jewels");
        TestingAnswer other = ofSchema("{'type': 'object', 'required': ['poem']}");
        assertThat(other.text()).isEmpty();
        assertThat(other.end().name()).isEqualTo("error");
        assertThat(other.end().data().at("/error/code").asText()).isEqualTo("unsupported_schema");
    }

    private static TestingAnswer ofSchema(String schema) {
        return ask(
                "{'prompt': 'Where are the crown jewels?', 'response_format': {'type':"
                        + " 'json_schema', 'schema': "
                        + schema
                        + "}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                                                                | 400 | prompt
                    {'prompt': ' \\u200b '}                                           | 400 | prompt
                    {'prompt': 5}                                                     | 400 | prompt
                    {'prompt': 'What happens?'}                                       | 400 | video_id
                    {'prompt': 'x', 'start_ms': 5}                                    | 400 | video_id
                    {'prompt': 'x', 'video_id': 'v1', 'start_ms': -1}                 | 400 | start_ms
                    {'prompt': 'x', 'video_id': 'v1', 'start_ms': 9, 'end_ms': 9}     | 400 | start_ms
                    {'prompt': 'x', 'video_id': 'v1', 'search': {'query': {'text': 'y'}}} | 400 | search
                    {'prompt': 'x', 'search': {'query': {'text': ''}}}                | 400 | query.text
                    {'prompt': 'x', 'search': {'limit': 'many'}}                      | 400 | search.limit
                    {'prompt': 'x', 'video_id': 'v1', 'generator': 'gpt'}             | 400 | generator
                    {'prompt': 'x', 'video_id': 'v1', 'colour': 'red'}                | 400 | colour
                    {'prompt': 'x', 'video_id': 'v1', 'response_format': {'type': 'poem'}} | 400 | response_format.type
                    {'prompt': 'x', 'video_id': 'v1', 'response_format': {'type': 'json_schema'}} | 400 | response_format.schema
                    {'prompt': 'x', 'video_id': 'v1', 'response_format': {'type': 'json_schema', 'schema': {'type': 'objekt'}}} | 400 | response_format.schema
                    {'prompt': 'x', 'video_id': 'nowhere'}                            | 404 |
                    {'prompt': 'x', 'video_id': 'v9'}                                 | 404 |
                    {'prompt': 'x', 'video_id': 'new'}                                | 409 | indexing
                    """)
    void saysWhatIsWrong(String request, int status, String detail) {
        Answer answer = service.post("/v1/generate", json(request));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/error/detail").asText(null)).isEqualTo(detail);
    }

    /** The endpoint goes on for ever, and says nothing that would be written to the client. */
    @Test
    @Timeout(90)
    void anEndpointWritesUntilItsReaderLeaves() throws Exception {
        try (TestingChat chat = new TestingChat();
                TestingService written = TestingService.start(options(chat))) {
            chat.says("Anna says it [2]. It is a lie [99].").goesOn("Anna says it [2]. And ");
            String request = json("{'prompt': 'Where are the crown jewels?'}");
            TestingAnswer answer = TestingAnswer.of(written.post("/v1/generate", request));
            assertThat(answer.text()).isEqualTo("Anna says it.");
            assertThat(answer.citations()).containsExactly("v1 4200-5200");
            assertThat(answer.end().data().path("generator").asText()).isEqualTo("chat");
            assertThat(answer.end().data().at("/usage/dropped").asInt()).isEqualTo(1);
            try (Socket reader =
                    RawRequest.open(
                            written.uri(),
                            "POST /v1/generate HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                                    + " application/json\r\nContent-Length: "
                                    + request.length()
                                    + "\r\n\r\n"
                                    + request)) {
                Scanner lines = new Scanner(reader.getInputStream(), StandardCharsets.UTF_8);
                assertThat(lines.findWithinHorizon("Anna says it", 0)).isNotNull();
                assertThat(chat.left.getCount()).isEqualTo(1);
            }
            assertThat(chat.left.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Timeout(90)
    void aTenantHasAQuarterOfThePlaces() throws Exception {
        try (TestingChat chat = new TestingChat();
                TestingService busy = TestingService.start(options(chat))) {
            chat.fallsSilent("Anna ");
            String request = json("{'prompt': 'What is said?', 'video_id': 'v1'}");
            String grounded =
                    json("{'prompt': 'What is said?', 'video_id': 'v1', 'generator': 'grounded'}");
            List<Socket> asking = new ArrayList<>();
            while (asking.size() < 12 && !Thread.currentThread().isInterrupted()) {
                asking.add(
                        RawRequest.open(
                                busy.uri(),
                                "POST /v1/generate HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                                        + " application/json\r\nContent-Length: "
                                        + request.length()
                                        + "\r\n\r\n"
                                        + request));
                while (chat.calls().size() < asking.size()
                        && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
            Answer oneMore = busy.post("/v1/generate", grounded);
            assertThat(oneMore.status()).isEqualTo(429);
            assertThat(oneMore.errorCode()).isEqualTo("busy");
            assertThat(oneMore.header("Retry-After")).isEqualTo("5");
            String theirs = grounded.replace("v1", "v9");
            assertThat(busy.post("/v1/generate", theirs, busy.of("other")).status()).isEqualTo(200);
            RawRequest.close(asking);
            while (busy.post("/v1/generate", grounded).status() == 429) {
                Thread.onSpinWait();
            }
            assertThat(busy.post("/v1/generate", grounded).status()).isEqualTo(200);
        }
    }

    private static Map<QueryOption, String> options(TestingChat chat) {
        return Map.of(
                QueryOption.OPENSEARCH, TestingServers.openSearch().uri().toString(),
                QueryOption.KAFKA, TestingServers.kafka().bootstrapServers(),
                QueryOption.CHAT_URL, chat.uri().toString(),
                QueryOption.CHAT_MODEL, "tiny");
    }

    private static TestingAnswer ask(String request) {
        Answer answer = service.post("/v1/generate", json(request));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        return TestingAnswer.of(answer);
    }

    private static String json(String single) {
        return single.replace('\'', '"');
    }
}
