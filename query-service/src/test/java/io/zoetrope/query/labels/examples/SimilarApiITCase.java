package io.zoetrope.query.labels.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds what looks like something that is indexed. */
class SimilarApiITCase {
    private static final int OTHERS = 30;

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        add(index, "default", "a", 0, "car", "red car", "");
        add(index, "default", "b", 1, "car", "red car", "crops/b/0000001000-3.jpg");
        add(index, "default", "b", 2, "person", "red", "");
        add(index, "other", "theirs", 3, "car", "red car", "");
        for (int i = 0; i < OTHERS; i++) {
            add(index, "default", "c", 10 + i, "car", "blue tree", "");
        }
        index.video("default", "a", "ready", v -> {});
        index.moment("default", "a", 0, "red car")
                .moment("default", "b", 0, "red car")
                .moment("other", "theirs", 0, "red car")
                .moment("default", "c", 0, "blue tree");
        index.flush();
        service = TestingService.start(folder);
    }

    private static void add(
            TestingIndex index,
            String tenant,
            String video,
            int i,
            String clazz,
            String looks,
            String picture) {
        index.finding(
                FindingKind.OBJECT,
                tenant,
                video,
                i,
                i * 1000L,
                i * 1000L + 500,
                object -> {
                    object.put("object_id", "o" + i).put("object_class", clazz).put("best_ms", 7);
                    if (!picture.isEmpty()) {
                        object.put("picture", picture);
                    }
                    for (float value : TestingQueryEncoder.vector(looks).values()) {
                        object.withArray("appearance").add(value);
                    }
                });
    }

    @Test
    void theNearestOfTheTenantsComeFirst() {
        JsonNode similar = service.get("/v1/objects/o0/similar").json().path("similar");
        assertThat(similar.get(0).path("object_id").asText()).isEqualTo("o1");
        assertThat(similar.get(0).path("score").asDouble()).isGreaterThan(.999);
        assertThat(similar.get(0).path("video_id").asText()).isEqualTo("b");
        assertThat(similar.get(0).path("thumbnail_url").asText())
                .isEqualTo("/v1/videos/b/crops/0000001000-3.jpg");
        assertThat(similar.get(1).path("object_id").asText()).isEqualTo("o2");
        assertThat(similar.get(1).path("thumbnail_url").asText())
                .isEqualTo("/v1/videos/b/thumbnail?ms=7");
        assertThat(similar.findValuesAsText("object_id")).doesNotContain("o0", "o3");
    }

    @Test
    void eachComesOnceOverThePages() {
        List<String> ids = new ArrayList<>();
        String page = "";
        do {
            Answer answer = service.get("/v1/objects/o0/similar?limit=10&page=" + page);
            assertThat(answer.status()).isEqualTo(200);
            answer.json().path("similar").forEach(o -> ids.add(o.path("object_id").asText()));
            page = answer.json().at("/page/next_page_token").asText();
        } while (!page.isEmpty());
        assertThat(ids).hasSize(OTHERS + 2).doesNotHaveDuplicates();
    }

    @Test
    void aClassMayBeAsked() {
        JsonNode similar =
                service.get("/v1/objects/o0/similar?class=person").json().path("similar");
        assertThat(similar.findValuesAsText("object_id")).containsExactly("o2");
    }

    @Test
    void aMomentToo() {
        String id = service.get("/v1/videos/a/moments").json().at("/moments/0/moment_id").asText();
        JsonNode similar = service.get("/v1/moments/" + id + "/similar").json().path("similar");
        assertThat(similar.findValuesAsText("video_id")).containsExactly("b", "c");
        assertThat(similar.get(0).has("object_id")).isFalse();
    }

    @Test
    void nobodySeesWhatIsAnothers() {
        assertThat(service.get("/v1/objects/o3/similar").status()).isEqualTo(404);
        assertThat(service.get("/v1/objects/o0/similar", service.of("other")).status())
                .isEqualTo(404);
        assertThat(service.get("/v1/objects/nothing/similar").status()).isEqualTo(404);
        assertThat(service.get("/v1/objects/o0/similar?colour=red").status()).isEqualTo(400);
        assertThat(service.get("/v1/objects/o0/similar?limit=x").status()).isEqualTo(400);
    }
}
