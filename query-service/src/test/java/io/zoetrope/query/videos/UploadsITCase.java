package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.TestingTopic;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are sent to a url, and whose they are. */
class UploadsITCase {
    private static final byte[] BYTES = "ten bytes.".getBytes(StandardCharsets.UTF_8);
    private static final String ARRIVED = "zoetrope.video.arrived.v1";

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        Map<QueryOption, String> options = options();
        options.put(QueryOption.UPLOAD_DIR, folder.toString());
        options.put(QueryOption.MAX_UPLOAD_MB, "1");
        service = TestingService.start(options);
    }

    private static Map<QueryOption, String> options() {
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.ACCESS, "keys");
        options.put(QueryOption.OPENSEARCH, TestingServers.openSearch().uri().toString());
        options.put(QueryOption.KAFKA, TestingServers.kafka().bootstrapServers());
        return options;
    }

    private static Answer wanted(String name, Object size, String... headers) {
        return service.post(
                "/v1/uploads",
                "{\"file_name\": \""
                        + name
                        + "\", \"size_bytes\": "
                        + size
                        + ", \"collection\": \"c\"}",
                headers);
    }

    @Test
    void whatIsSentToTheUrlBecomesTheVideo() throws IOException {
        Answer slot = wanted("../My clip.mp4", 10, service.of("first"));
        assertThat(slot.status()).as(slot.json().toString()).isEqualTo(201);
        String url = slot.json().path("url").asText();
        String id = slot.json().path("video_id").asText();
        assertThat(url).startsWith("/v1/signed/");
        assertThat(service.send("PUT", url, "too short".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(400);
        assertThat(service.get(url).status()).as("for writing alone").isEqualTo(401);
        assertThat(service.send("PUT", url + "0", BYTES).status()).isEqualTo(401);
        Answer put = service.send("PUT", url, BYTES);
        assertThat(put.status()).as(put.json().toString()).isEqualTo(202);
        assertThat(put.json().path("video_id").asText()).isEqualTo(id);
        JsonNode video = service.get("/v1/videos/" + id, service.of("first")).json();
        assertThat(video.path("title").asText()).isEqualTo("../My clip.mp4");
        String uri = video.path("uri").asText();
        assertThat(Path.of(URI.create(uri))).hasBinaryContent(BYTES).hasFileName("My_clip.mp4");
        JsonNode data = TestingTopic.arrivalOf(uri, ARRIVED).value().path("data");
        assertThat(data.path("video_id").asText()).isEqualTo(id);
        assertThat(data.path("collection").asText()).isEqualTo("c");
        assertThat(service.send("PUT", url, BYTES).status()).as("once").isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp4, 0, 400",
        "a.mp4, -1, 400",
        "a.mp4, null, 400",
        "a.mp4, \"ten\", 400",
        "'', 10, 400",
        "a\\u0007.mp4, 10, 400",
        "a.mp4, 1048577, 413",
        "a.mp4, 1000000000000, 413"
    })
    void whatCannotBeTakenIsSaidBeforeItIsSent(String name, String size, int status) {
        assertThat(wanted(name, size, service.of("put")).status()).isEqualTo(status);
    }

    @Test
    void aReaderGetsNoUrlAndNobodyElseMayUseOne() {
        String reader = service.keys().add("reads", "put", Role.READ);
        assertThat(wanted("a.mp4", 10, "X-Api-Key", reader).status()).isEqualTo(403);
        String url = wanted("a.mp4", 10, service.of("put")).json().path("url").asText();
        String plain = url.replaceFirst("/v1/signed/[^/]+/", "/v1/");
        assertThat(service.send("PUT", plain, BYTES).status()).isEqualTo(401);
        assertThat(service.send("PUT", plain, BYTES, service.of("other")).status()).isEqualTo(404);
        assertThat(service.send("PUT", plain, BYTES, service.of("put")).status()).isEqualTo(202);
    }

    @Test
    void aKeyThatWasRevokedTakesItsUrlsAlong() {
        String key = service.keys().add("sender", "put", Role.WRITE);
        String url = wanted("a.mp4", 10, "X-Api-Key", key).json().path("url").asText();
        service.keys().revoke("sender");
        assertThat(service.send("PUT", url, BYTES).status()).isEqualTo(401);
    }

    private static Path stored(Answer accepted, String tenant) {
        String path = "/v1/videos/" + accepted.json().path("video_id").asText();
        JsonNode video = service.get(path, service.of(tenant)).json();
        return Path.of(URI.create(video.path("uri").asText()));
    }

    private static Answer sent(String tenant, byte[] bytes) {
        Answer slot = wanted("a.mp4", bytes.length, service.of(tenant));
        Answer put = service.send("PUT", slot.json().path("url").asText(), bytes);
        assertThat(put.status()).as(put.json().toString()).isEqualTo(202);
        return put;
    }

    /** The job has seen neither, so no index can tell of the other. */
    @Test
    void aFileStaysAsLongAsAVideoThatWasAcceptedIsMadeOfIt() {
        Answer first = sent("twice", new byte[] {4, 4});
        Answer second = sent("twice", new byte[] {4, 4});
        Path file = stored(first, "twice");
        assertThat(stored(second, "twice")).isEqualTo(file).exists();
        delete(first, "twice");
        assertThat(file).exists();
        delete(second, "twice");
        assertThat(file.getParent()).doesNotExist();
    }

    private static void delete(Answer accepted, String tenant) {
        String path = "/v1/videos/" + accepted.json().path("video_id").asText();
        assertThat(service.send("DELETE", path, null, service.of(tenant)).status()).isEqualTo(202);
    }

    /** Kafka may have taken the event whose answer did not come. */
    @Test
    void aFileWhoseEventFailedStaysAndIsFoundAgain() throws IOException {
        Map<QueryOption, String> options = options();
        options.put(QueryOption.UPLOAD_DIR, folder.toString());
        options.put(QueryOption.ARRIVALS_TOPIC, "not/a/topic");
        TestingForm form = new TestingForm().file("file", "k.mp4", "video/mp4", new byte[] {5, 5});
        try (TestingService mute = TestingService.start(options)) {
            assertThat(mute.post("/v1/videos", form, mute.of("kept")).status()).isEqualTo(503);
            Answer slot =
                    mute.post(
                            "/v1/uploads",
                            "{\"file_name\": \"p.mp4\", \"size_bytes\": 1}",
                            mute.of("kept"));
            String url = slot.json().path("url").asText();
            assertThat(mute.send("PUT", url, new byte[] {6}).status()).isEqualTo(503);
        }
        Path tenant = folder.resolve("tenant-kept");
        assertThat(tenant).isDirectoryRecursivelyContaining("glob:**/k.mp4");
        assertThat(tenant).isDirectoryRecursivelyContaining("glob:**/p.mp4");
        Answer again = service.post("/v1/videos", form, service.of("kept"));
        assertThat(again.status()).isEqualTo(202);
        Path file = stored(again, "kept");
        assertThat(file).hasFileName("k.mp4");
        delete(again, "kept");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'uri': 'UPLOAD'} | uri",
                "{'uri': 's3a://b/a.mp4', 'captions_uri': 'UPLOAD'} | captions_uri",
                "{'videos': [{'uri': 's3a://b/taken.mp4'}, {'uri': 'UPLOAD'}]} | videos[1].uri"
            })
    void anotherTenantsUploadIsNotAnnounced(String body, String detail) {
        TestingForm form = new TestingForm().file("file", "a.mp4", "video/mp4", new byte[] {7});
        Answer theirs = service.post("/v1/videos", form, service.of("theirs"));
        String path = "/v1/videos/" + theirs.json().path("video_id").asText();
        String uri = service.get(path, service.of("theirs")).json().path("uri").asText();
        assertThat(uri).contains("/tenant-theirs/");
        String json = body.replace('\'', '"').replace("UPLOAD", uri);
        Answer answer = service.post("/v1/videos", json, service.of("taker"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCode()).isEqualTo("foreign_upload");
        assertThat(answer.json().at("/error/detail").asText()).isEqualTo(detail);
        String taken = VideoIds.videoId("taker", "s3a://b/taken.mp4", "");
        assertThat(service.get("/v1/videos/" + taken, service.of("taker")).status()).isEqualTo(404);
        assertThat(service.post("/v1/videos", json, service.of("theirs")).status()).isEqualTo(202);
    }
}
