package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.testing.process.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health, metrics, models, the page's files; and a service whose servers are away. */
class InfoApiITCase {
    @TempDir Path folder;

    @Test
    void isHealthyAndTellsItsFigures() throws IOException {
        // One moment, so that what is found is compared with the background questions.
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.moment("default", "figures", 0, "red").flush();
        try (TestingService service = TestingService.start(folder)) {
            assertThat(service.get("/healthz").status()).isEqualTo(200);
            Answer health = service.get("/readyz");
            assertThat(health.status()).as(health.json().toString()).isEqualTo(200);
            assertThat(health.json().at("/checks/opensearch/ok").asBoolean()).isTrue();
            assertThat(health.json().at("/checks/kafka/ok").asBoolean()).isTrue();
            service.post("/v1/search", "{\"query\": {\"text\": \"red\"}}");
            service.post("/v1/search", "{\"query\": {\"text\": \"red\"}}");
            String metrics = text(service.get("/metrics"));
            assertThat(metrics)
                    .contains("zoetrope_query_http_seconds_count{")
                    .contains("route=\"/v1/search\"")
                    .contains("zoetrope_query_embed_seconds_count{kind=\"text\"} 1")
                    .contains("zoetrope_query_embed_seconds_count{kind=\"sentence\"} 1")
                    // Two of them are the question, by looks and by meaning; the others stand
                    // behind.
                    .contains("testing_embedded_total 66")
                    .contains("cache_gets_total")
                    .contains("zoetrope_query_event_clients");
            JsonNode model = service.get("/v1/models").json().at("/models/0");
            assertThat(model.path("name").asText()).isEqualTo("testing");
            assertThat(model.path("dimension").asInt()).isEqualTo(16);
            assertThat(model.path("provider").asText()).isEqualTo("cpu");
            JsonNode models = service.get("/v1/models").json().path("models");
            assertThat(models.findValuesAsText("task"))
                    .containsExactly("image_text_encoder", "sentence_encoder", "audio_encoder");
        }
    }

    @Test
    void servesThePageClosedToOtherSites() throws IOException {
        try (TestingService service = TestingService.start(folder)) {
            Answer page = service.get("/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(service.get("/js/app.js").header("Content-Type")).contains("javascript");
            assertThat(service.get("/style.css").status()).isEqualTo(200);
            assertThat(service.get("/openapi.json").json().path("openapi").asText())
                    .isEqualTo("3.0.3");
            assertThat(service.get("/../QueryService.class").status()).isIn(400, 404);
        }
    }

    @Test
    void saysWhenItsServersAreAway() throws IOException {
        Map<QueryOption, String> options =
                Map.of(
                        QueryOption.OPENSEARCH, "http://127.0.0.1:" + FreePort.find(),
                        QueryOption.KAFKA, "127.0.0.1:" + FreePort.find());
        try (TestingService service = TestingService.start(options)) {
            assertThat(service.get("/healthz").status()).as("alive").isEqualTo(200);
            Answer health = service.get("/readyz");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().at("/checks/opensearch/ok").asBoolean()).isFalse();
            assertThat(health.json().at("/checks/kafka/ok").asBoolean()).isFalse();
            Answer search = service.post("/v1/search", "{\"query\": {\"text\": \"red\"}}");
            assertThat(search.status()).isEqualTo(503);
            assertThat(search.errorCode()).isEqualTo("unavailable");
            assertThat(search.header("Retry-After")).matches("\\d+");
            Answer add = service.post("/v1/videos", "{\"uri\": \"http://a/b.mp4\"}");
            assertThat(add.status()).isEqualTo(503);
            TestingForm form = new TestingForm().file("file", "a.mp4", "video/mp4", new byte[9]);
            assertThat(service.post("/v1/videos", form).status()).isEqualTo(501);
        }
    }

    private static String text(Answer answer) {
        return new String(answer.http().body(), StandardCharsets.UTF_8);
    }
}
