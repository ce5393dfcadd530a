package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.VectorBytes;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.http.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails of one tenant holds up nothing of another one, and what was missed is made up for. */
class LabelFailuresITCase {
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String LOOKS = "red car";

    @TempDir static Path folder;
    private final TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
    private int added;

    private void object(String video, String id, String... labels) {
        index.finding(
                FindingKind.OBJECT,
                "default",
                video,
                added++,
                0,
                500,
                object -> {
                    object.put("object_id", id).put("object_class", "thing");
                    List.of(labels).forEach(object.withArray("labels")::add);
                    for (float value : TestingQueryEncoder.vector(LOOKS).values()) {
                        object.withArray("appearance").add(value);
                    }
                });
    }

    private static ObjectNode said(String tenant, String labelId, String action) {
        ObjectNode said = Json.MAPPER.createObjectNode();
        said.put("tenant", tenant)
                .put("version", 1)
                .put("label_id", labelId)
                .put("action", action)
                .put("name", "mine")
                .put("author", "ann")
                .put("at", Instant.now().toString());
        said.putArray("positives")
                .addObject()
                .put("id", "o0")
                .put("of", "objects")
                .put("video_id", "v0")
                .put("object_class", "thing")
                .put("model", TestingQueryEncoder.MODEL.name())
                .put("model_version", TestingQueryEncoder.MODEL.version())
                .put("vector", VectorBytes.encode(TestingQueryEncoder.vector(LOOKS)));
        return said;
    }

    /** The second thing that was said, of a label of which nothing else was. */
    private static ObjectNode deleted(String tenant) {
        return said(tenant, "gone", "delete").put("version", 2).put("name", "old");
    }

    private static ObjectNode done(ObjectNode task) {
        return task.put("version", 2).put("state", "done");
    }

    private String labelsOf(String id) {
        return index.all(FindingKind.OBJECT).stream()
                .filter(object -> object.path("object_id").asText().equals(id))
                .map(object -> object.path("labels").toString())
                .findFirst()
                .orElse("");
    }

    private static ObjectNode task(String id, String tenant, String cursor) {
        return Json.MAPPER
                .createObjectNode()
                .put("label_id", id)
                .put("tenant", tenant)
                .put("version", 1)
                .put("state", "waiting")
                .put("cursor", cursor)
                .put("leased_until", 0);
    }

    /** As the job does it: what was found is to be seen before its video has ended. */
    private void ended(String tenant, String video, Instant at) {
        index.flush();
        index.video(tenant, video, "ready", v -> v.put("updated_at", at.toString()));
    }

    private void untilLabelled(String id) {
        until(
                id + " has it",
                () ->
                        index.all(FindingKind.OBJECT).stream()
                                .filter(object -> object.path("object_id").asText().equals(id))
                                .anyMatch(
                                        object ->
                                                object.path("labels").toString().contains("mine")));
    }

    private static void until(String what, BooleanSupplier good) {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!good.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    private JsonNode task(String tenant, String idBegins) {
        List<JsonNode> tasks = index.all(IndexNames.LABEL_TASKS);
        return tasks.stream()
                .filter(task -> task.path("tenant").asText().equals(tenant))
                .filter(task -> task.path("label_id").asText().startsWith(idBegins))
                .findFirst()
                .orElse(Json.MAPPER.missingNode());
    }

    @Test
    void aTenantWhoseLabelsCannotBeReadHoldsUpNobody() throws Exception {
        index.recreate();
        // Nothing of this tenant can be done, and all of it comes first.
        index.put(IndexNames.LABELS_FIRST, "broken", said("broken", "theirs", "no such action"));
        index.put(IndexNames.LABEL_TASKS_FIRST, "theirs", task("theirs", "broken", ""));
        ended("broken", "theirs", Instant.now().minusSeconds(5));
        // Said, and the service ended before it was scheduled.
        index.put(IndexNames.LABELS_FIRST, "sound", said("default", "ours", "teach"));
        object("v0", "o0");
        object("v1", "o1");
        index.flush();
        try (TestingService service = TestingService.start(folder)) {
            untilLabelled("o1");
            until(
                    "it is spread",
                    () -> task("default", "ours").path("state").asText().equals("done"));

            object("late", "o2");
            ended("default", "late", Instant.now());
            index.flush();
            untilLabelled("o2");
            until("the video is a task", () -> !task("broken", "ended-video.").isMissingNode());
            assertThat(task("broken", "ended-video.").path("cursor").asText()).isEqualTo("theirs");

            // The job had forgotten that a label is deleted, and gave it to what it wrote.
            index.put(IndexNames.LABELS_FIRST, "gone", deleted("default"));
            index.put(IndexNames.LABEL_TASKS_FIRST, "gone", done(task("gone", "default", "")));
            object("undone", "o4", "mine", "old");
            ended("default", "undone", Instant.now());
            index.flush();
            until("o4 has it no more", () -> labelsOf("o4").equals("[\"mine\"]"));

            // A video that failed before is tried again.
            object("again", "o3");
            String again = "ended-video.again.1";
            index.put(IndexNames.LABEL_TASKS_FIRST, again, task(again, "default", "again"));
            index.flush();
            untilLabelled("o3");
            until("it is done", () -> task("default", again).path("state").asText().equals("done"));

            String metrics =
                    new String(service.get("/metrics").http().body(), StandardCharsets.UTF_8);
            assertThat(metrics)
                    .contains("zoetrope_query_labels_failed_total{what=\"label\"}")
                    .contains("zoetrope_query_labels_failed_total{what=\"video\"}");
        }
    }
}
