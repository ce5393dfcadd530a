package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused on every route, whatever the route does. */
class GateITCase {
    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        service = TestingService.start(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/js/app.js",
                "/healthz",
                "/metrics",
                "/openapi.json",
                "/v1/videos",
                "/nothing"
            })
    void anotherNameIsRefusedOnEveryPath(String path) throws IOException {
        String answer =
                RawRequest.send(
                        service.uri(),
                        "GET " + path + " HTTP/1.1",
                        "Host: evil.example:" + service.uri().getPort(),
                        "Connection: close");
        assertThat(RawRequest.status(answer)).as(answer).isEqualTo(421);
        assertThat(answer).contains("\"unknown_host\"").contains("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "localhost, 200",
        "LOCALHOST, 200",
        "localhost.evil.example, 421",
        "10.0.0.1, 421",
        "'', 400"
    })
    void onlyTheLoopbackNamesAreOurs(String host, int status) throws IOException {
        String answer =
                RawRequest.send(
                        service.uri(),
                        "GET /v1/models HTTP/1.1",
                        "Host: " + host,
                        "Connection: close");
        assertThat(RawRequest.status(answer)).as(answer).isEqualTo(status);
    }

    @Test
    void aFullUriCountsAsTheHostDoes() throws IOException {
        String answer =
                RawRequest.send(
                        service.uri(),
                        "GET http://evil.example/v1/models HTTP/1.1",
                        "Host: localhost",
                        "Connection: close");
        assertThat(RawRequest.status(answer)).as(answer).isIn(400, 421);
    }

    @Test
    void namesCanBeAllowed() throws IOException {
        try (TestingService named =
                TestingService.start(
                        Map.of(
                                QueryOption.OPENSEARCH,
                                TestingServers.openSearch().uri().toString(),
                                QueryOption.KAFKA,
                                TestingServers.kafka().bootstrapServers(),
                                QueryOption.ALLOWED_HOSTS,
                                "search.example"))) {
            String answer =
                    RawRequest.send(
                            named.uri(),
                            "GET /v1/models HTTP/1.1",
                            "Host: search.example:8443",
                            "Connection: close");
            assertThat(RawRequest.status(answer)).as(answer).isEqualTo(200);
        }
    }

    @Test
    void aHeaderDoesNotChangeTheMethod() throws IOException {
        TestingService.Answer answer =
                service.post("/v1/videos/x", "{}", "X-HTTP-Method-Override", "DELETE");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("method_override");
    }

    @Test
    void whatClientsSendMakesNoMetricOfItsOwn() throws IOException {
        for (int i = 0; i < 5; i++) {
            service.post("/v1/nothing" + i, "{}", "X-HTTP-Method-Override", "ODD" + i);
            RawRequest.send(
                    service.uri(),
                    "STRANGE" + i + " /v1/models HTTP/1.1",
                    "Host: localhost",
                    "Connection: close");
        }
        String metrics =
                new String(service.get("/metrics").http().body(), StandardCharsets.UTF_8)
                        .toLowerCase(java.util.Locale.ROOT);
        assertThat(metrics).doesNotContain("odd1", "strange1", "nothing1");
    }

    @Test
    void everyAnswerHasAnIdThatItsErrorNames() {
        TestingService.Answer one = service.get("/v1/nothing");
        TestingService.Answer two = service.get("/v1/nothing");
        assertThat(one.header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(one.json().at("/error/request_id").asText())
                .isEqualTo(one.header("X-Request-Id"))
                .isNotEqualTo(two.header("X-Request-Id"));
    }
}
