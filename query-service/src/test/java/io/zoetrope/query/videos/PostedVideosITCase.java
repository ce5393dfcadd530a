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
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos that are announced or uploaded, and what is wrong with some. */
class PostedVideosITCase {
    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        new TestingIndex(TestingServers.openSearch().uri()).recreate();
        service = TestingService.start(folder);
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

    @Test
    void filesOverTheLimitAre413() {
        TestingForm form = new TestingForm().file("file", "a.mp4", "video/mp4", new byte[26 << 20]);
        assertThat(service.post("/v1/videos", form).status()).isEqualTo(413);
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
