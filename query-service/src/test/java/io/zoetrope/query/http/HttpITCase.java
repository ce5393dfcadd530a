package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.options.QueryOption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for answers whatever they say: compression, tags, and pages of other origins. */
class HttpITCase {
    private static final String OURS = "https://editors.example";
    private static final String SEARCH = "{\"query\": {\"text\": \"red\"}, \"limit\": -1}";

    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        service =
                TestingService.start(
                        Map.of(
                                QueryOption.OPENSEARCH,
                                TestingServers.openSearch().uri().toString(),
                                QueryOption.KAFKA,
                                TestingServers.kafka().bootstrapServers(),
                                QueryOption.CORS_ORIGINS,
                                OURS));
    }

    @Test
    void jsonIsCompressedForWhoTakesIt() throws IOException {
        Answer packed = service.get("/openapi.json", "Accept-Encoding", "gzip");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        byte[] plain = service.get("/openapi.json").http().body();
        assertThat(packed.http().body().length).isLessThan(plain.length / 4);
        assertThat(
                        new GZIPInputStream(new ByteArrayInputStream(packed.http().body()))
                                .readAllBytes())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/swagger-ui.css", "/docs/docs.js", "/"})
    void whatAClientHasIsNotSentAgain(String path) {
        Answer first = service.get(path);
        assertThat(first.status()).isEqualTo(200);
        String etag = first.header("ETag");
        Answer again = service.get(path, "If-None-Match", etag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.http().body()).isEmpty();
        assertThat(service.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void theApiIsShownWithoutAnythingFromElsewhere() {
        Answer page = service.get("/docs");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.http().body()).asString().doesNotContain("http:", "https:", "//");
        assertThat(service.get("/docs/swagger-ui-bundle.js").header("Content-Type"))
                .contains("javascript");
        assertThat(service.get("/docs/index.html").status()).isEqualTo(404);
        assertThat(service.get("/docs/..%2fopenapi.json").status()).isIn(400, 404);
    }

    /** Or who asks in another spelling would be counted nowhere and wait with nobody. */
    @ParameterizedTest
    @CsvSource({
        "POST, /graphql/",
        "POST, /graphql;x=1",
        "POST, /%67raphql",
        "POST, /v1/search/",
        "POST, /v1/generate/",
        "GET, /v1/events/",
        "GET, /v1/events;x=1",
        "GET, /v1//events",
        "GET, /v1/labels/export/"
    })
    void aPathHasOneSpelling(String method, String path) throws IOException {
        String answer =
                RawRequest.send(
                        service.uri(),
                        method + " " + path + " HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "Content-Type: application/json",
                        "Content-Length: 0");
        assertThat(RawRequest.status(answer)).as(answer).isIn(400, 404);
        assertThat(answer).doesNotContain("invalid_request");
    }

    @Test
    void whatTheServerItselfRefusesIsAnsweredAsEverythingElse() throws IOException {
        for (String path : List.of("/v1/videos/%00", "/v1/videos/%zz", "/" + "a".repeat(70_000))) {
            String answer =
                    RawRequest.send(
                            service.uri(),
                            "GET " + path + " HTTP/1.1",
                            "Host: localhost",
                            "Connection: close");
            assertThat(RawRequest.status(answer)).isBetween(400, 499);
            assertThat(answer).contains("{\"error\":{\"code\":").doesNotContain("<html");
        }
    }

    /** Whatever it is asked for, and before anything of it is done. */
    @Test
    void noRouteIgnoresAParameterThatItDoesNotKnow() {
        JsonNode paths = service.get("/openapi.json").json().path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                String target = path.getKey().replaceAll("\\{\\w+}", "some") + "?nonsense=1";
                Answer answer = service.send(method, target, null);
                assertThat(answer.status()).as(method + " " + target).isEqualTo(400);
                if (!method.equals("HEAD")) {
                    JsonNode error = answer.json().path("error");
                    assertThat(error.path("detail").asText()).isEqualTo("nonsense");
                    assertThat(error.path("message").asText())
                            .as(method + " " + target)
                            .containsPattern("takes none|known here: [a-z]");
                }
            }
        }
        Answer misspelt = service.get("/v1/videos?limt=3");
        assertThat(misspelt.json().at("/error/message").asText())
                .isEqualTo(
                        "unknown query parameter limt; known here: collection, limit, page, status,"
                                + " uri");
    }

    @Test
    void aPageOfAnAllowedOriginMayCall() {
        Answer preflight =
                service.send(
                        "OPTIONS",
                        "/v1/search",
                        null,
                        "Origin",
                        OURS,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(OURS);
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
        Answer answer =
                service.post("/v1/search", SEARCH, "Origin", OURS, "Sec-Fetch-Site", "cross-site");
        assertThat(answer.status()).isNotEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(OURS);
        assertThat(answer.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://editors.example.evil.example",
                "http://editors.example",
                "https://editorsXexample",
                "https://editors.example:444",
                "null"
            })
    void anyOtherMayNot(String origin) {
        Answer answer =
                service.post(
                        "/v1/search", SEARCH, "Origin", origin, "Sec-Fetch-Site", "cross-site");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }
}
