package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.TestingTopic;
import io.zoetrope.query.TestingTopic.Event;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void announcesAVideo() throws IOException {
        String uri = "https://example.org/clips/a.mp4";
        Answer answer =
                service.post(
                        "/v1/videos",
                        """
                        {"uri": "%s", "title": "A", "collection": "c", "metadata": {"k": "v"},
                         "limit_seconds": 10, "segment_seconds": 2.5, "analysers": ["visual"]}
                        """
                                .formatted(uri));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asText()).isEqualTo("arrived");
        Event event = TestingTopic.arrivalOf(uri, "zoetrope.video.arrived.v1");
        assertThat(event.key()).isEqualTo("default|" + uri);
        assertThat(event.contentType()).startsWith("application/cloudevents+json");
        assertThat(event.value().path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.value().path("id").asText()).isNotEmpty();
        JsonNode data = event.value().path("data");
        assertThat(data.path("video_id")).isEqualTo(answer.json().path("video_id"));
        assertThat(data.path("tenant").asText()).isEqualTo("default");
        assertThat(data.path("limit_seconds").asDouble()).isEqualTo(10);
        assertThat(data.path("segment_seconds").asDouble()).isEqualTo(2.5);
        assertThat(data.at("/metadata/k").asText()).isEqualTo("v");
        assertThat(data.at("/analysers/0").asText()).isEqualTo("visual");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/in/take,1.mp4?v=2",
                "http://example.org/take.mp4",
                "s3://bucket/in/take.mp4",
                "s3a://bucket/in/take.mp4"
            })
    void whatAPostAnswersLeadsToTheVideo(String uri) throws IOException {
        Answer first =
                service.post("/v1/videos", "{\"uri\": \"" + uri + "\"}", service.of("posted"));
        String id = first.json().path("video_id").asText();
        Event event = TestingTopic.arrivalOf(uri, "zoetrope.video.arrived.v1");
        assertThat(event.value().at("/data/video_id").asText())
                .as("the job is told the id, for it could not make the same one")
                .isEqualTo(id)
                .isEqualTo(VideoIds.videoId("posted", uri, ""));
        new TestingIndex(TestingServers.openSearch().uri())
                .video("posted", id, "ready", v -> v.put("uri", uri))
                .flush();

        Answer again =
                service.post("/v1/videos", "{\"uri\": \"" + uri + "\"}", service.of("posted"));
        assertThat(again.json().path("video_id").asText()).isEqualTo(id);
        Answer found = service.get(again.header("Location"), service.of("posted"));
        assertThat(found.json().path("uri").asText()).isEqualTo(uri);
        String byUri = "/v1/videos?uri=" + URLEncoder.encode(uri, StandardCharsets.UTF_8);
        assertThat(ids(service.get(byUri, service.of("posted")))).containsExactly(id);
        assertThat(ids(service.get(byUri))).as("of another tenant").isEmpty();
        assertThat(ids(service.get(byUri + "x", service.of("posted")))).isEmpty();
    }

    @Test
    void localFilesGetTheIdThatTheJobGives() throws IOException {
        Path file = Files.createDirectories(folder.resolve("sources")).resolve("b c.mp4");
        Files.writeString(file, "bytes");
        String uri = file.toUri().toString();
        Answer answer = service.post("/v1/videos", "{\"uri\": \"" + uri + "\"}", service.of("t1"));
        String version = Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis();
        assertThat(answer.json().path("video_id").asText())
                .isEqualTo(VideoIds.videoId("t1", uri, version));
    }

    @Test
    void takesAFile() throws IOException {
        byte[] content = {1, 2, 3, 4, 5};
        TestingForm form =
                new TestingForm()
                        .file("file", "../../etc/My clip.mp4", "video/mp4", content)
                        .field("collection", "up");
        Answer answer = service.post("/v1/videos", form);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        String id = answer.json().path("video_id").asText();
        assertThat(service.post("/v1/videos", form).json().path("video_id").asText())
                .as("the same file is the same video")
                .isEqualTo(id);
        Path stored = stored("My_clip.mp4");
        assertThat(stored).startsWith(folder.resolve("uploads")).hasBinaryContent(content);
        JsonNode data =
                TestingTopic.arrivalOf(stored.toUri().toString(), "zoetrope.video.arrived.v1")
                        .value()
                        .path("data");
        assertThat(data.path("collection").asText()).isEqualTo("up");
        assertThat(URI.create(data.path("uri").asText()).getScheme()).isEqualTo("file");
        assertThat(folder.resolve("uploads/.incoming")).isEmptyDirectory();
    }

    @Test
    void whatIsWrongIsSaidBeforeAFileIsKept() throws IOException {
        TestingForm form =
                new TestingForm()
                        .file("file", "bad.mp4", "video/mp4", new byte[] {6, 6, 6})
                        .field("title", "a\u0007b");
        assertThat(service.post("/v1/videos", form, service.of("posted")).status()).isEqualTo(400);
        assertThat(folder.resolve("uploads/tenant-posted")).doesNotExist();
    }

    @Test
    void aPostedVideoIsThereAtOnceAndItsFileGoesWithIt() throws IOException {
        TestingForm form =
                new TestingForm().file("file", "new.mp4", "video/mp4", new byte[] {7, 7, 7});
        Answer posted = service.post("/v1/videos", form, service.of("fresh"));
        Answer video = service.get(posted.header("Location"), service.of("fresh"));
        assertThat(video.status()).as(video.json().toString()).isEqualTo(200);
        assertThat(video.json().path("status").asText()).isEqualTo("arrived");
        assertThat(video.json().has("source_url")).as("not looked at yet").isFalse();
        assertThat(service.get(posted.header("Location")).status())
                .as("of another tenant")
                .isEqualTo(404);
        Path file = Path.of(URI.create(video.json().path("uri").asText()));
        assertThat(file).exists();
        Answer gone = service.send("DELETE", posted.header("Location"), null, service.of("fresh"));
        assertThat(gone.status()).isEqualTo(202);
        assertThat(file).doesNotExist();
        assertThat(service.get(posted.header("Location"), service.of("fresh")).status())
                .isEqualTo(404);
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
    void filesOverTheLimitAre413() {
        TestingForm form = new TestingForm().file("file", "a.mp4", "video/mp4", new byte[26 << 20]);
        assertThat(service.post("/v1/videos", form).status()).isEqualTo(413);
    }

    @Test
    void forgetsAVideo() throws IOException {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                                                | uri
                    {'uri': ''}                                       | uri
                    {'uri': 'clip.mp4'}                               | uri
                    {'uri': 'gopher://x/y'}                           | uri
                    {'uri': 'file:///a b'}                            | uri
                    {'uri': 'file:///a', 'tenant': 'x'}               | tenant
                    {'uri': 'https://me:secret@example.org/a.mp4'}    | uri
                    {'uri': 's3a://me@bucket/a.mp4'}                  | uri
                    {'uri': 'file:///a', 'video_id': '../x'}          | video_id
                    {'uri': 'file:///a', 'video_id': '-x'}            | video_id
                    {'uri': 'file:///a', 'title': 'a\\u0007b'}        | title
                    {'uri': 'file:///a', 'limit_seconds': 0}          | limit_seconds
                    {'uri': 'file:///a', 'limit_seconds': 864001}     | limit_seconds
                    {'uri': 'file:///a', 'segment_seconds': -1}       | segment_seconds
                    {'uri': 'file:///a', 'segment_seconds': 0.5}      | segment_seconds
                    {'uri': 'file:///a', 'segment_seconds': 61}       | segment_seconds
                    {'uri': 'file:///a', 'captions_uri': 'x'}         | captions_uri
                    {'uri': 'file:///a', 'analysers': [' ']}          | analysers
                    {'uri': 'file:///a', 'metadata': {'a': null}}     | metadata.a
                    """)
    void wrongVideosAreNamed(String body, String field) {
        Answer answer = service.post("/v1/videos", body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/detail").asText()).isEqualTo(field);
    }

    private static Path stored(String name) throws IOException {
        try (var files = Files.walk(folder.resolve("uploads"))) {
            return files.filter(f -> f.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> ids(Answer answer) {
        return answer.json().path("videos").findValuesAsText("video_id");
    }
}
