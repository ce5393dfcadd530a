package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Serves sources and pictures. */
class MediaApiITCase {
    private static final String CONTENT = "0123456789";

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path clip = Files.writeString(sources.resolve("clip 1.mp4"), CONTENT);
        Path env = Files.writeString(sources.resolve(".env"), "secret");
        Path secret = Files.writeString(folder.resolve("secret.mp4"), "secret");
        Files.createSymbolicLink(sources.resolve("link.mp4"), secret);
        Path upload = folder.resolve("uploads/tenant-other/1/upload.mp4");
        Files.createDirectories(upload.getParent());
        Files.writeString(upload, "secret upload");
        Path frames = Files.createDirectories(folder.resolve("objects/keyframes/clip"));
        for (int ms : new int[] {0, 1000, 5000}) {
            Files.writeString(frames.resolve("%010d.jpg".formatted(ms)), "picture " + ms);
        }
        Files.writeString(frames.resolve("notes.txt"), "no picture");
        Path theirs = folder.resolve("objects/keyframes/" + VideoIds.key("other", "clip"));
        Files.writeString(
                Files.createDirectories(theirs).resolve("0000000000.jpg"), "their picture");
        Path crops = Files.createDirectories(folder.resolve("objects/crops/clip"));
        Files.writeString(crops.resolve("0000001000-2.jpg"), "crop");
        Files.writeString(crops.resolve("notes.txt"), "no picture");
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.video("default", "clip", "ready", v -> v.put("uri", clip.toUri().toString()))
                .video("other", "clip", "ready", v -> v.put("title", "theirs"))
                .video("default", "outside", "ready", v -> v.put("uri", secret.toUri().toString()))
                .video(
                        "default",
                        "dots",
                        "ready",
                        v -> v.put("uri", sources.toUri() + "../secret.mp4"))
                .video(
                        "default",
                        "link",
                        "ready",
                        v -> v.put("uri", sources.resolve("link.mp4").toUri().toString()))
                .video("default", "folder", "ready", v -> v.put("uri", sources.toUri().toString()))
                .video("default", "env", "failed", v -> v.put("uri", env.toUri().toString()))
                .video("default", "unseen", "arrived", v -> v.put("uri", env.toUri().toString()))
                .video("default", "taken", "ready", v -> v.put("uri", upload.toUri().toString()))
                .video("other", "upload", "ready", v -> v.put("uri", upload.toUri().toString()))
                .video("default", "web", "ready", v -> v.put("uri", "http://127.0.0.1/a.mp4"))
                .video("default", "odd", "ready", v -> v.put("uri", ":not a uri"));
        index.moment("default", "clip", 1500, "red", m -> m.put("uri", clip.toUri().toString()));
        index.flush();
        service = TestingService.start(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bytes=0-3           | 206 | 0123       | bytes 0-3/10
                    bytes=4-            | 206 | 456789     | bytes 4-9/10
                    bytes=-2            | 206 | 89         | bytes 8-9/10
                    bytes=-99           | 206 | 0123456789 | bytes 0-9/10
                    bytes=8-99          | 206 | 89         | bytes 8-9/10
                    bytes=10-           | 416 |            | bytes */10
                    bytes=-0            | 416 |            | bytes */10
                    bytes=5-2           | 200 | 0123456789 |
                    bytes=0-1,4-5       | 200 | 0123456789 |
                    frames=0-1          | 200 | 0123456789 |
                    bytes=99999999999999999999- | 200 | 0123456789 |
                    """)
    void answersRanges(String range, int status, String content, String contentRange) {
        Answer answer = service.get("/v1/videos/clip/source", "Range", range);
        assertThat(answer.status()).isEqualTo(status);
        if (content != null) {
            assertThat(text(answer)).isEqualTo(content);
            assertThat(answer.header("Content-Length")).isEqualTo("" + content.length());
        }
        assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
    }

    @Test
    void saysWhatItIs() {
        Answer answer = service.get("/v1/videos/clip/source");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo(CONTENT);
        assertThat(answer.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void headHasNoBody() {
        Answer answer = service.send("HEAD", "/v1/videos/clip/source", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("10");
        Answer part = service.send("HEAD", "/v1/videos/clip/source", null, "Range", "bytes=0-3");
        assertThat(part.status()).as("ranges are for GET alone").isEqualTo(200);
        assertThat(part.header("Content-Length")).isEqualTo("10");
        assertThat(part.http().body()).isEmpty();
    }

    @Test
    void knowsItsVersion() {
        String etag = service.get("/v1/videos/clip/source").header("ETag");
        Answer same = service.get("/v1/videos/clip/source", "If-None-Match", etag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.http().body()).isEmpty();
        Answer part = service.get("/v1/videos/clip/source", "Range", "bytes=0-3", "If-Range", etag);
        assertThat(part.status()).isEqualTo(206);
        Answer old =
                service.get("/v1/videos/clip/source", "Range", "bytes=0-3", "If-Range", "\"old\"");
        assertThat(old.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "clip, 0000001000-2.jpg, default, 200",
        "clip, 0000001000-2.jpg, other, 404",
        "clip, 0000001000-3.jpg, default, 404",
        "clip, notes.txt, default, 404",
        "clip, ..%2f..%2fkeyframes%2fclip%2f0000000000.jpg, default, 404",
        "..%2fcrops%2fclip, 0000001000-2.jpg, default, 404"
    })
    void showsAnObjectsOwnPictureToItsTenant(String id, String name, String tenant, int status) {
        Answer answer = service.get("/v1/videos/" + id + "/crops/" + name, service.of(tenant));
        assertThat(answer.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(text(answer)).isEqualTo("crop");
            assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "outside",
        "dots",
        "link",
        "folder",
        "web",
        "odd",
        "env",
        "unseen",
        "taken",
        "missing",
        "..%2fclip"
    })
    void playsNothingElse(String id) {
        Answer answer = service.get("/v1/videos/" + id + "/source");
        assertThat(answer.status()).isIn(400, 404);
        assertThat(text(answer)).doesNotContain("secret");
    }

    @Test
    void anUploadIsPlayedByItsTenant() {
        Answer answer = service.get("/v1/videos/upload/source", service.of("other"));
        assertThat(text(answer)).isEqualTo("secret upload");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "400, 0", "900, 1000", "3100, 5000", "999999, 5000"})
    void findsTheNearestPicture(long ms, int expected) {
        Answer answer = service.get("/v1/videos/clip/thumbnail?ms=" + ms);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(text(answer)).isEqualTo("picture " + expected);
    }

    @Test
    void anIdThatTwoTenantsGaveNamesTwoVideos() {
        Answer theirs = service.get("/v1/videos/clip", service.of("other"));
        assertThat(theirs.json().path("title").asText()).isEqualTo("theirs");
        assertThat(text(service.get("/v1/videos/clip/thumbnail", service.of("other"))))
                .isEqualTo("their picture");
        assertThat(service.get("/v1/videos/clip").json().path("title").asText()).isEmpty();
        assertThat(text(service.get("/v1/videos/clip/thumbnail"))).isEqualTo("picture 0");
    }

    @Test
    void whatWasNotProbedAsMediaHasNoSource() {
        assertThat(service.get("/v1/videos/env").json().has("source_url")).isFalse();
        assertThat(service.get("/v1/videos/clip").json().path("source_url").asText())
                .isEqualTo("/v1/videos/clip/source");
    }

    @Test
    void picturesAreKeptByBrowsers() {
        assertThat(service.get("/v1/videos/clip/thumbnail?ms=0").header("Cache-Control"))
                .contains("max-age=3600");
        assertThat(service.get("/v1/videos/clip/source").header("Cache-Control"))
                .contains("no-cache");
    }

    @Test
    void aPictureIsNotSearchedFor() {
        double before = searches();
        for (int i = 0; i < 50; i++) {
            assertThat(service.get("/v1/videos/clip/thumbnail?ms=0").status()).isEqualTo(200);
        }
        assertThat(searches()).isEqualTo(before);
    }

    private static double searches() {
        try {
            return Json.MAPPER
                    .readTree(
                            TestingServers.openSearch()
                                    .uri()
                                    .resolve("/videos/_stats/search")
                                    .toURL())
                    .at("/_all/total/search/query_total")
                    .asDouble();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void picturesThatAreNotThere() {
        assertThat(service.get("/v1/videos/outside/thumbnail").status()).isEqualTo(404);
        assertThat(service.get("/v1/videos/clip/thumbnail?ms=-1").status()).isEqualTo(400);
        assertThat(service.get("/v1/videos/clip/thumbnail?ms=x").status()).isEqualTo(400);
    }

    @Test
    void resultsPlayAtTheRightSecond() {
        Answer answer = service.post("/v1/search", "{\"query\": {\"text\": \"red\"}}");
        assertThat(answer.json().at("/moments/0/playback_url").asText())
                .isEqualTo("/v1/videos/clip/source#t=1.500");
    }

    private static String text(Answer answer) {
        return new String(answer.http().body(), StandardCharsets.UTF_8);
    }
}
