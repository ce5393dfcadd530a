package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels are taught, spread over what is there, and taken back. */
class LabelsApiITCase {
    private static final int EACH = 12;
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final List<String> LOOKS = List.of("red car", "blue tree", "green star");

    @TempDir static Path folder;
    @AutoClose private TestingService service;
    private TestingIndex index;
    private final Random random = new Random(1);

    @BeforeEach
    void start() throws IOException {
        index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (int look = 0; look < LOOKS.size(); look++) {
            for (int i = 0; i < EACH; i++) {
                add("default", "v" + i, look * EACH + i, look);
            }
        }
        add("other", "theirs", 900, 0);
        for (int i = 0; i < EACH; i++) {
            int seconds = i * 1000;
            index.moment("default", "v" + i, seconds, "blue tree");
        }
        index.flush();
        service = TestingService.start(folder);
    }

    /** The n-th object, alone in the second after its number's. */
    private void add(String tenant, String video, int n, int look) {
        float[] looks = TestingQueryEncoder.vector(LOOKS.get(look)).values().clone();
        for (int i = 0; i < looks.length; i++) {
            looks[i] += (float) (.08 * random.nextGaussian());
        }
        index.finding(
                FindingKind.OBJECT,
                tenant,
                video,
                n,
                n % EACH * 1000L,
                n % EACH * 1000L + 500,
                object -> {
                    object.put("object_id", "o" + n).put("object_class", "thing").put("score", .9);
                    for (float value : looks) {
                        object.withArray("appearance").add(value);
                    }
                });
    }

    private Answer teach(String name, List<String> positives, List<String> negatives) {
        var said = Json.MAPPER.createObjectNode().put("name", name);
        positives.forEach(said.putArray("positives")::add);
        negatives.forEach(said.putArray("negatives")::add);
        return service.post("/v1/labels", said.toString());
    }

    private static void until(String what, BooleanSupplier good) {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!good.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    private void untilSpread(String name) {
        until(
                name + " is spread",
                () ->
                        service.get("/v1/labels/" + name)
                                .json()
                                .at("/spreading/state")
                                .asText()
                                .equals("done"));
    }

    /** Ids of objects that have a name. */
    private List<String> labelled(String field, String name) {
        List<String> ids = new ArrayList<>();
        index.all(FindingKind.OBJECT)
                .forEach(
                        object -> {
                            if (LabelsApiITCase.has(object.path(field), name)) {
                                ids.add(object.path("object_id").asText());
                            }
                        });
        return ids;
    }

    private static boolean has(JsonNode names, String name) {
        for (JsonNode each : names) {
            if (each.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> objects(int look) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            ids.add("o" + (look * EACH + i));
        }
        return ids;
    }

    @Test
    void aLabelIsTaughtSpreadAndTakenBack() {
        Answer taught = teach("mine", List.of("o0", "o1", "o2"), List.of("o12", "o24"));
        assertThat(taught.status()).as(taught.json().toString()).isEqualTo(200);
        assertThat(taught.json().path("positives")).hasSize(3);
        assertThat(taught.json().path("negatives")).hasSize(2);
        assertThat(taught.json().path("candidates").asInt()).isBetween(EACH - 4, 2 * EACH);
        assertThat(taught.json().path("version").asLong()).isEqualTo(1);
        assertThat(taught.json().path("author").asText()).isNotEmpty();
        // What was pointed at can be found by it at once.
        assertThat(labelled("labels", "mine")).contains("o0", "o1", "o2");
        assertThat(labelled("negative_labels", "mine")).containsExactlyInAnyOrder("o12", "o24");

        untilSpread("mine");
        assertThat(labelled("labels", "mine")).containsExactlyInAnyOrderElementsOf(objects(0));
        assertThat(service.get("/v1/labels/mine").json().path("labelled").asInt()).isEqualTo(EACH);
        assertThat(service.get("/v1/labels/mine").json().at("/spreading/done").asInt())
                .isEqualTo(LOOKS.size() * EACH + EACH);
        for (JsonNode object : index.all(FindingKind.OBJECT)) {
            assertThat(object.path("appearance")).as("its vector stays").isNotEmpty();
        }
        // It is a clause and a filter at once.
        JsonNode found =
                service.post("/v1/search", "{\"query\":{\"label\":\"mine\"},\"limit\":50}").json();
        assertThat(found.path("moments")).hasSize(EACH);
        assertThat(found.path("good_match").asBoolean()).isTrue();
        assertThat(found.at("/moments/0/matches/0/why").asText()).isEqualTo("mine");
        JsonNode kept =
                service.post(
                                "/v1/search",
                                "{\"query\":{\"class\":\"thing\"},\"filter\":{\"label\":[\"mine\"]},\"modalities\":[\"object\"],\"limit\":50}")
                        .json();
        assertThat(kept.path("moments")).hasSize(EACH);
        assertThat(
                        service.post("/v1/search", "{\"query\":{\"label\":\"theirs\"}}")
                                .json()
                                .path("moments"))
                .isEmpty();
        // A moment has the labels of what is seen in it.
        for (JsonNode moment : index.all(FindingKind.MOMENT)) {
            assertThat(has(moment.path("labels"), "mine")).isTrue();
            assertThat(moment.path("visual")).isNotEmpty();
        }
        JsonNode candidates = service.get("/v1/labels/mine/candidates").json().path("candidates");
        assertThat(candidates.findValuesAsText("object_id"))
                .doesNotContain("o0", "o1", "o2", "o12", "o24", "o900");
        assertThat(objects(0)).contains(candidates.get(0).path("object_id").asText());

        // One is rejected, and it is taken back.
        assertThat(teach("mine", List.of(), List.of("o5")).status()).isEqualTo(200);
        assertThat(labelled("labels", "mine")).doesNotContain("o5");
        assertThat(labelled("negative_labels", "mine")).contains("o5");
        service.post("/v1/labels/mine/undo", "{}");
        untilSpread("mine");
        assertThat(labelled("labels", "mine")).containsExactlyInAnyOrderElementsOf(objects(0));
        assertThat(labelled("negative_labels", "mine")).doesNotContain("o5");

        // It is renamed, deleted, and comes back under its name.
        assertThat(service.post("/v1/labels/mine/rename", "{\"to\":\"my car\"}").status())
                .isEqualTo(200);
        untilSpread("my%20car");
        assertThat(labelled("labels", "mine")).isEmpty();
        assertThat(labelled("labels", "my car")).containsExactlyInAnyOrderElementsOf(objects(0));
        assertThat(service.send("DELETE", "/v1/labels/my%20car", null).status()).isEqualTo(204);
        assertThat(service.get("/v1/labels/my%20car").status()).isEqualTo(404);
        until("nothing has it", () -> labelled("labels", "my car").isEmpty());
        service.post("/v1/labels/my%20car/undo", "{}");
        untilSpread("my%20car");
        assertThat(labelled("labels", "my car")).containsExactlyInAnyOrderElementsOf(objects(0));
        JsonNode history = service.get("/v1/labels/my%20car/history").json().path("history");
        assertThat(history.findValuesAsText("action"))
                .containsExactly("teach", "teach", "undo", "rename", "delete", "undo");
        assertThat(history.get(1).path("undone").asBoolean()).isTrue();
        assertThat(history.get(2).path("undoes").asLong()).isEqualTo(2);
    }

    /** The service that began it ends; another one goes on where the first stood. */
    @Test
    void spreadingGoesOnAfterARestart() throws Exception {
        try (TestingService second = TestingService.start(folder)) {
            teach("mine", List.of("o0", "o1"), List.of("o12"));
            service.close();
            until(
                    "the second goes on",
                    () ->
                            second.get("/v1/labels/mine")
                                    .json()
                                    .at("/spreading/state")
                                    .asText()
                                    .equals("done"));
            assertThat(labelled("labels", "mine")).containsExactlyInAnyOrderElementsOf(objects(0));
            assertThat(second.get("/v1/labels").json().at("/labels/0/labelled").asInt())
                    .isEqualTo(EACH);
        }
    }

    /** What the job writes of a video that ends later has its labels, and so have its moments. */
    @Test
    void aVideoThatEndsLaterIsLookedAt() {
        teach("mine", List.of("o0", "o1", "o2"), List.of("o12"));
        untilSpread("mine");
        add("default", "late", 36, 0);
        index.moment("default", "late", 0, "green star");
        // As the job does it: what was found is to be seen before its video has ended.
        index.flush();
        index.video("default", "late", "ready", v -> v.put("updated_at", Instant.now().toString()));
        index.flush();
        until("the object has it", () -> labelled("labels", "mine").contains("o36"));
        until(
                "the moment has it",
                () -> {
                    for (JsonNode moment : index.all(FindingKind.MOMENT)) {
                        if (moment.path("video_id").asText().equals("late")) {
                            return has(moment.path("labels"), "mine");
                        }
                    }
                    return false;
                });
    }

    @Test
    void labelsAreTakenElsewhere() {
        teach("mine", List.of("o0", "o1"), List.of("o12"));
        teach("trees", List.of("o12", "o13"), List.of());
        JsonNode file = service.get("/v1/labels/export").json();
        assertThat(file.path("labels").findValuesAsText("name")).contains("mine", "trees");
        Answer taken =
                service.send(
                        "POST",
                        "/v1/labels/import",
                        Json.bytes(file),
                        "Content-Type",
                        "application/json",
                        service.of("other")[0],
                        service.of("other")[1]);
        assertThat(taken.status()).as(taken.json().toString()).isEqualTo(200);
        assertThat(taken.json().path("labels")).hasSize(2);
        until("their look-alike has it", () -> labelled("labels", "mine").contains("o900"));
        JsonNode examples = service.get("/v1/labels/mine/examples", service.of("other")).json();
        assertThat(examples.at("/positives/0/object_id").asText()).isEqualTo("o0");
        assertThat(examples.at("/positives/0").has("thumbnail_url"))
                .as("it is not theirs to see")
                .isFalse();
    }
}
