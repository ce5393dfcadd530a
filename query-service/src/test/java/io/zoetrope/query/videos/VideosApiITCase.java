package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.TestingTopic;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, shows, announces and forgets videos. */
class VideosApiITCase {
    private static final int MANY = 25;

    private static final List<String> PATHS =
            List.of(
                    "",
                    "/moments",
                    "/shots",
                    "/objects",
                    "/sounds",
                    "/dialogue",
                    "/text",
                    "/source",
                    "/thumbnail");

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.video(
                        "default",
                        "ready1",
                        "ready",
                        v ->
                                v.put("title", "Harbour")
                                        .put("collection", "city")
                                        .put("duration_ms", 61_000)
                                        .put("width", 1920)
                                        .put("height", 1080)
                                        .put("segments_done", 6)
                                        .put("segments_total", 6)
                                        .put("moments", 9)
                                        .put("searchable_at", "2026-01-02T03:05:00Z"))
                .video(
                        "default",
                        "failed1",
                        "failed",
                        v ->
                                v.putObject("error")
                                        .put("stage", "probe")
                                        .put("reason", "not_a_video")
                                        .put("detail", "notes.mp4 is text"))
                .video("default", "gone1", "deleted", v -> {})
                .video("other", "foreign1", "ready", v -> {});
        for (int i = 0; i < MANY; i++) {
            String arrived = "2026-01-01T00:00:%02dZ".formatted(i);
            index.video("many", "many" + i, "ready", v -> v.put("arrived_at", arrived));
            index.moment("default", "ready1", i * 1000L, "red car");
            index.shot("default", "ready1", i, i % 2 == 0 ? "cut" : "dissolve");
            index.shot("other", "ready1", i, "fade");
        }
        index.flush();
        service = TestingService.start(folder);
    }

    @Test
    void showsAVideo() {
        JsonNode video = service.get("/v1/videos/ready1").json();
        assertThat(video.path("title").asText()).isEqualTo("Harbour");
        assertThat(video.path("status").asText()).isEqualTo("ready");
        assertThat(video.path("duration_ms").asLong()).isEqualTo(61_000);
        assertThat(video.at("/progress/segments_done").asInt()).isEqualTo(6);
        assertThat(video.at("/progress/segments_total").asInt()).isEqualTo(6);
        assertThat(video.path("searchable_at").asText()).isEqualTo("2026-01-02T03:05:00Z");
        assertThat(video.has("error")).isFalse();
        assertThat(video.has("source_url")).as("outside the roots").isFalse();
    }

    @Test
    void showsWhyAVideoFailed() {
        JsonNode error = service.get("/v1/videos/failed1").json().path("error");
        assertThat(error.path("stage").asText()).isEqualTo("probe");
        assertThat(error.path("reason").asText()).isEqualTo("not_a_video");
        assertThat(error.path("detail").asText()).isEqualTo("notes.mp4 is text");
    }

    @Test
    void otherTenantsVideosAreNotThere() {
        for (String path : PATHS) {
            assertThat(service.get("/v1/videos/foreign1" + path).status()).isEqualTo(404);
        }
        assertThat(service.get("/v1/videos/foreign1", service.of("other")).status()).isEqualTo(200);
        Answer delete = service.send("DELETE", "/v1/videos/foreign1", null);
        assertThat(delete.status()).isEqualTo(404);
    }

    @Test
    void whatStaysOfARemovedVideoIsNotThere() {
        for (String path : PATHS) {
            assertThat(service.get("/v1/videos/gone1" + path).status()).as(path).isEqualTo(404);
        }
        assertThat(service.send("DELETE", "/v1/videos/gone1", null).status()).isEqualTo(404);
        assertThat(ids(service.get("/v1/videos?status=deleted"))).isEmpty();
    }

    @Test
    void listsByStatusAndCollection() {
        assertThat(ids(service.get("/v1/videos"))).containsExactlyInAnyOrder("ready1", "failed1");
        assertThat(ids(service.get("/v1/videos?status=failed"))).containsExactly("failed1");
        assertThat(ids(service.get("/v1/videos?status=failed,ready&collection=city")))
                .containsExactly("ready1");
        assertThat(ids(service.get("/v1/videos?collection=none"))).isEmpty();
        assertThat(service.get("/v1/videos?limit=x").status()).isEqualTo(400);
        assertThat(service.get("/v1/videos?page=x").status()).isEqualTo(400);
    }

    @Test
    void pagesNewestFirst() {
        List<String> seen = new ArrayList<>();
        String page = "";
        do {
            Answer answer = service.get("/v1/videos?limit=10&page=" + page, service.of("many"));
            seen.addAll(ids(answer));
            page = answer.json().at("/page/next_page_token").asText();
        } while (!page.isEmpty());
        assertThat(seen).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(seen).startsWith("many24", "many23").endsWith("many0");
    }

    @Test
    void listsMomentsInOrderOfTime() {
        Answer first = service.get("/v1/videos/ready1/moments?limit=20");
        String token = first.json().at("/page/next_page_token").asText();
        Answer second = service.get("/v1/videos/ready1/moments?limit=20&page=" + token);
        List<String> starts = first.json().path("moments").findValuesAsText("start_ms");
        assertThat(starts).hasSize(20).startsWith("0", "1000", "2000");
        assertThat(second.json().path("moments")).hasSize(MANY - 20);
        assertThat(second.json().at("/page/next_page_token").isMissingNode()).isTrue();
        assertThat(first.json().at("/moments/0").has("score")).isFalse();
    }

    @Test
    void listsShotsInOrder() {
        Answer all = service.get("/v1/videos/ready1/shots");
        assertThat(all.json().path("shots")).hasSize(MANY);
        assertThat(all.json().at("/shots/3").toString())
                .isEqualTo(
                        "{\"shot\":3,\"start_ms\":3000,\"end_ms\":4000,\"transition\":\"dissolve\"}");
        assertThat(all.json().at("/page/next_page_token").isMissingNode()).isTrue();

        Answer first = service.get("/v1/videos/ready1/shots?limit=20");
        String token = first.json().at("/page/next_page_token").asText();
        Answer second = service.get("/v1/videos/ready1/shots?limit=20&page=" + token);
        assertThat(second.json().path("shots").findValuesAsText("shot"))
                .containsExactly("20", "21", "22", "23", "24");
        assertThat(service.get("/v1/videos/failed1/shots").json().path("shots")).isEmpty();
        assertThat(service.get("/v1/videos/unknown/shots").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/videos?colection=x",
                "/v1/videos/ready1/moments?q=x",
                "/v1/videos/ready1/shots?q=x",
                "/v1/videos/ready1/thumbnail?time=1"
            })
    void unknownParametersAreNotIgnored(String path) {
        Answer answer = service.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/detail").asText()).isIn("colection", "q", "time");
    }

    @Test
    void aCollectionMayHoldACommaAndAnythingElse() throws IOException {
        new TestingIndex(TestingServers.openSearch().uri())
                .video("commas", "one", "ready", v -> v.put("collection", "news, 2026 & más"))
                .video("commas", "two", "ready", v -> v.put("collection", "news"))
                .flush();
        String name = URLEncoder.encode("news, 2026 & más", StandardCharsets.UTF_8);
        assertThat(ids(service.get("/v1/videos?collection=" + name, service.of("commas"))))
                .containsExactly("one");
    }

    @Test
    void forgetsAVideo() throws IOException {
        Answer tried = service.send("DELETE", "/v1/videos/ready1?dry_run=true", null);
        assertThat(tried.status()).as("nobody tries a removal by doing it").isEqualTo(400);
        assertThat(tried.json().at("/error/detail").asText()).isEqualTo("dry_run");
        Answer answer = service.send("DELETE", "/v1/videos/ready1", null);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("video_id").asText()).isEqualTo("ready1");
        JsonNode data =
                TestingTopic.arrivalOf("file:///nowhere/ready1.mp4", "zoetrope.video.deleted.v1")
                        .value()
                        .path("data");
        assertThat(data.path("video_id").asText()).isEqualTo("ready1");
        assertThat(data.path("tenant").asText()).isEqualTo("default");
    }

    private static List<String> ids(Answer answer) {
        return answer.json().path("videos").findValuesAsText("video_id");
    }
}
