package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.VectorBytes;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of labels: as large as is said, and taken whole or not at all. */
class LabelFilesITCase {
    private static final int LARGE = 512 * 1024;
    private static final int TOO_LARGE = (8 << 20) + 1;

    @TempDir static Path folder;
    @AutoClose private TestingService service;
    private final ObjectNode file = Json.MAPPER.createObjectNode();
    private final ArrayNode labels = file.putArray("labels");

    @BeforeEach
    void start() throws IOException {
        new TestingIndex(TestingServers.openSearch().uri()).recreate();
        service = TestingService.start(folder);
    }

    private ObjectNode label(String name, int positives, int negatives, int dimension) {
        ObjectNode label = labels.addObject().put("name", name);
        examples(label.putArray("positives"), "p", positives, dimension);
        examples(label.putArray("negatives"), "n", negatives, dimension);
        return label;
    }

    private static void examples(ArrayNode into, String prefix, int count, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < count; i++) {
            values[i % dimension] += 1;
            into.addObject()
                    .put("id", prefix + i)
                    .put("of", "objects")
                    .put("model", "elsewhere")
                    .put("model_version", "1")
                    .put("vector", VectorBytes.encode(new Vector(values)));
        }
    }

    private Answer send() {
        return send(file);
    }

    private Answer send(JsonNode sent, String... headers) {
        return service.post("/v1/labels/import", sent.toString(), headers);
    }

    /** More than other bodies may have, and more labels than are read from the log at a time. */
    @Test
    void aLargeFileIsTakenAndReadAgain() throws IOException {
        for (int i = 0; i < 11; i++) {
            label("label " + (10 + i), 12, 0, 1_024);
        }
        assertThat(Json.bytes(file)).hasSizeGreaterThan(LARGE);
        Answer taken = send();
        assertThat(taken.status()).as(taken.json().toString()).isEqualTo(200);
        assertThat(taken.json().path("labels")).hasSize(11);
        try (TestingService second = TestingService.start(folder)) {
            JsonNode read = second.get("/v1/labels").json().path("labels");
            assertThat(read).hasSize(11);
            assertThat(read.get(10).path("name").asText()).isEqualTo("label 20");
            assertThat(read.get(10).path("positives")).hasSize(12);
        }
    }

    /** A label that is larger than a part lies in several of them. */
    @Test
    void whatIsExportedInPartsIsTheSameElsewhere() {
        label("all taken back", 0, 2, 4);
        label("large", 30, 20, 1_024);
        label("small", 3, 1, 4);
        assertThat(send().status()).isEqualTo(200);
        String[] other = service.of("other");
        String page = "";
        int parts = 0;
        do {
            Answer part = service.get("/v1/labels/export?max_bytes=65536&page=" + page);
            assertThat(part.http().body()).hasSizeLessThanOrEqualTo(65_536);
            assertThat(send(part.json(), other).status()).isEqualTo(200);
            page = part.json().at("/page/next_page_token").asText();
            parts++;
        } while (!page.isEmpty());
        assertThat(parts).isGreaterThan(4);
        JsonNode whole = service.get("/v1/labels/export").json();
        assertThat(service.get("/v1/labels/export", other).json()).isEqualTo(whole);
        assertThat(whole.path("labels")).isEqualTo(labels(whole, 0, 1, 2));
        assertThat(service.get("/v1/labels/export?name=small&name=large").json().path("labels"))
                .isEqualTo(labels(whole, 1, 2));
    }

    private static JsonNode labels(JsonNode file, int... chosen) {
        ArrayNode labels = Json.MAPPER.createArrayNode();
        for (int one : chosen) {
            labels.add(file.path("labels").path(one));
        }
        return labels;
    }

    private void assertRefused(int status, String code, String where) {
        Answer answer = send();
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.json().at("/error/message").asText()).contains(where);
        assertThat(service.get("/v1/labels").json().path("labels")).isEmpty();
    }

    @Test
    void oneThatIsWrongAtTheEndChangesNothing() {
        label("good", 1, 0, 4);
        label("large", 16, 16, 4_096);
        assertThat(Json.bytes(file)).hasSizeGreaterThan(LARGE);
        assertRefused(409, "label_too_large", "labels[1]");
        labels.remove(1);
        label("many", 300, 201, 1);
        assertRefused(409, "too_many_examples", "labels[1]");
        labels.remove(1);
        // Also if it is the first of the file that makes it too many.
        label("good", 300, 0, 1);
        label("good", 300, 201, 1);
        assertRefused(409, "too_many_examples", "labels[2]");
        labels.remove(2);
        labels.remove(1);
        label("both", 2, 0, 4);
        examples((ArrayNode) labels.get(1).path("negatives"), "p", 1, 4);
        assertRefused(400, "invalid_request", "p0 is both");
        labels.remove(1);
        label("import", 1, 0, 4);
        assertRefused(400, "invalid_request", "labels[1]");
        labels.remove(1);
        assertThat(send().status()).isEqualTo(200);
    }

    @Test
    void moreThanIsSaidIsRefusedHoweverItComes() throws Exception {
        byte[] body =
                "{\"labels\":[]}".concat(" ".repeat(TOO_LARGE)).getBytes(StandardCharsets.UTF_8);
        HttpRequest.BodyPublisher inChunks =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        HttpRequest request =
                HttpRequest.newBuilder(service.uri().resolve("/v1/labels/import"))
                        .header("Content-Type", "application/json")
                        .POST(inChunks)
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(
                        service.post("/v1/labels/import", new String(body, StandardCharsets.UTF_8))
                                .status())
                .isEqualTo(413);
    }

    @Test
    void anUndoOfWhatIsNoLongerTheLastIsRefused() {
        label("mine", 1, 0, 4);
        send();
        labels.removeAll();
        label("mine", 2, 0, 4);
        assertThat(send().json().at("/labels/0/version").asLong()).isEqualTo(2);
        Answer late = service.post("/v1/labels/mine/undo?version=1", "{}");
        assertThat(late.status()).as(late.json().toString()).isEqualTo(409);
        assertThat(late.errorCode()).isEqualTo("changed");
        assertThat(service.get("/v1/labels/mine").json().path("positives")).hasSize(2);
        assertThat(service.post("/v1/labels/mine/undo?version=2", "{}").status()).isEqualTo(200);
        assertThat(service.get("/v1/labels/mine").json().path("positives")).hasSize(1);
        // Sent once more because its answer was lost, it takes nothing more back.
        assertThat(service.post("/v1/labels/mine/undo?version=2", "{}").status()).isEqualTo(409);
    }
}
