package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingPng;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What wrong requests are told. */
class SearchErrorsITCase {
    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        // Of what is not there an index says so; without one nothing was ever indexed.
        new TestingIndex(TestingServers.openSearch().uri()).recreate();
        service = TestingService.start(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {'query': {'text': ''}}                                  | 400 | query.text
                    {'query': {'text': '   '}}                               | 400 | query.text
                    {'query': {'text': '\\u00a0\\u200b \\ufeff'}}              | 400 | query.text
                    {'query': {}}                                            | 400 | query.text
                    {}                                                       | 400 | query
                    {'query': {'text': 'x'}, 'colour': 1}                    | 400 | colour
                    {'query': {'text': 'x', 'mood': 1}}                      | 400 | query.mood
                    {'query': {'text': 5}}                                   | 400 | query.text
                    {'query': {'text': 'x'}, 'limit': 'ten'}                 | 400 | limit
                    {'query': {'text': 'x'}, 'limit': 1.5}                   | 400 | limit
                    {'query': {'text': 'x'}, 'min_score': 2}                 | 400 | min_score
                    {'query': {'text': 'x'}, 'group_by': 'shot'}             | 400 | group_by
                    {'query': {'text': 'x'}, 'operator': 'xor'}              | 400 | operator
                    {'query': {'text': 'x'}, 'modalities': ['smell']}        | 400 | modalities
                    {'query': {'text': 'x'}, 'filter': {'colour': 'red'}}    | 400 | filter.colour
                    {'query': {'text': 'x'}, 'filter': {'metadata': {'*': '1'}}} | 400 | filter.metadata
                    {'query': {'text': 'x'}, 'filter': {'start_ms': {'gte': -1}}} | 400 | filter.start_ms
                    {'query': {'image_url': 'http://127.0.0.1/x.png'}}       | 400 | query.image_url
                    {'query': {'moment_id': 'abc'}}                          | 404 |
                    {'query': {'object_id': 'abc'}}                          | 404 |
                    {'query': {'moment_id': ' '}}                            | 400 | query.moment_id
                    {'query': {'text': 'x', 'class': 'y'}}                   | 400 | query.class
                    {'query': {'text': 'x', 'object_id': 'y'}}               | 400 | query.object_id
                    {'query': {'text': 'x'}, 'within_ms': -5}                | 400 | within_ms
                    {'query': {'text': 'x'}                                  | 400 | line 1, column 24
                    [1, 2]                                                   | 400 |
                    null                                                     | 400 |
                    'text'                                                   | 400 |
                    {'query': {'text': 'x'}} {}                              | 400 |
                    """)
    void wrongBodies(String body, int status, String detail) {
        Answer answer = service.post("/v1/search", body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.errorCode()).isNotEmpty();
        assertThat(answer.json().at("/error/message").asText()).isNotEmpty();
        if (detail != null) {
            assertThat(answer.json().at("/error/detail").asText()).isEqualTo(detail);
        }
        assertThat(answer.json().toString()).doesNotContain("Exception", "io.zoetrope", "\\tat ");
    }

    @Test
    void anIndexOfOtherVectorsIsNotSearched() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.addVectors("moments-testing-1-000002", 8);
        try (TestingService fresh = TestingService.start(folder)) {
            String question = "{\"query\": {\"text\": \"red\"}, \"modalities\": [\"visual\"]}";
            Answer answer = fresh.post("/v1/search", question);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.errorCode()).isEqualTo("dimension_mismatch");
            assertThat(answer.json().at("/error/message").asText())
                    .contains("moments-testing-1-000002", " 8 ", "testing-1", " 16");
        } finally {
            index.delete("moments-testing-1-000002");
        }
    }

    @Test
    void whatIsNotIndexedIsNotFound() {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.deleteAll();
        try {
            for (String modality : List.of("visual", "audio", "dialogue", "text", "object")) {
                Answer answer =
                        service.post(
                                "/v1/search",
                                "{\"query\": {\"text\": \"red\"}, \"modalities\": [\""
                                        + modality
                                        + "\"]}");
                assertThat(answer.status()).as(modality).isEqualTo(200);
                assertThat(answer.json().path("moments")).isEmpty();
                assertThat(answer.json().path("degraded")).isEmpty();
            }
        } finally {
            index.recreate();
        }
    }

    @Test
    void otherMediaTypesAre415() {
        Answer answer =
                service.send(
                        "POST",
                        "/v1/search",
                        "query=x".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/plain");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(service.send("POST", "/v1/search", new byte[0]).status()).isEqualTo(415);
    }

    @Test
    void otherMethodsAre405AndOtherPaths404() {
        Answer answer = service.send("PUT", "/v1/search", new byte[0]);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.errorCode()).isEqualTo("method_not_allowed");
        assertThat(service.get("/v1/nothing").errorCode()).isEqualTo("not_found");
        assertThat(service.get("/v1/nothing").status()).isEqualTo(404);
    }

    @Test
    void largeBodiesAre413() {
        String large = "{\"query\": {\"text\": \"" + "x".repeat(600_000) + "\"}}";
        assertThat(service.post("/v1/search", large).status()).isEqualTo(413);
        TestingForm form =
                new TestingForm().file("image", "a.png", "image/png", new byte[22 << 20]);
        Answer answer = service.post("/v1/search", form);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.errorCode()).isEqualTo("too_large");
    }

    @Test
    void longTextsAreCutNotRefused() {
        String words = "{\"query\": {\"text\": \"" + "word ".repeat(10_000) + "\"}}";
        assertThat(service.post("/v1/search", words).status()).isEqualTo(200);
    }

    @Test
    void whatIsNoPictureIs400() {
        byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
        Answer answer =
                service.post(
                        "/v1/search",
                        new TestingForm().file("image", "../../a.png", "image/png", text));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("not_a_picture");
    }

    @Test
    void wrongFormsAreNamed() throws IOException {
        byte[] png = TestingPng.of(Color.RED);
        TestingForm unknown =
                new TestingForm().file("image", "a.png", "image/png", png).field("colour", "red");
        assertThat(service.post("/v1/search", unknown).json().at("/error/detail").asText())
                .isEqualTo("colour");
        TestingForm part = new TestingForm().file("picture", "a.png", "image/png", png);
        assertThat(service.post("/v1/search", part).json().at("/error/detail").asText())
                .isEqualTo("picture");
        TestingForm audio = new TestingForm().file("audio", "a.wav", "audio/wav", png);
        assertThat(service.post("/v1/search", audio).errorCode()).isEqualTo("not_a_sound");
        TestingForm said =
                new TestingForm()
                        .file("image", "a.png", "image/png", png)
                        .field("modalities", "dialogue");
        assertThat(service.post("/v1/search", said).json().at("/error/detail").asText())
                .isEqualTo("modalities");
        Answer cut =
                service.send(
                        "POST",
                        "/v1/search",
                        "--x\r\nnonsense".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "multipart/form-data; boundary=x");
        assertThat(cut.status()).isEqualTo(400);
    }

    @Test
    void strangePageTokensAre400() {
        for (String token : new String[] {"x", "AAAA", "%2e%2e", "AQAAAAAAAAAC"}) {
            Answer answer = service.get("/v1/search/" + token);
            assertThat(answer.status()).as(token).isEqualTo(400);
        }
    }

    @Test
    void pagesOfOtherSitesAreRefused() {
        String body = "{\"query\": {\"text\": \"x\"}}";
        Answer foreign = service.post("/v1/search", body, "Origin", "https://evil.example");
        assertThat(foreign.status()).isEqualTo(403);
        Answer fetch = service.post("/v1/search", body, "Sec-Fetch-Site", "cross-site");
        assertThat(fetch.status()).isEqualTo(403);
        String own = service.uri().toString();
        assertThat(service.post("/v1/search", body, "Origin", own).status()).isEqualTo(200);
    }
}
