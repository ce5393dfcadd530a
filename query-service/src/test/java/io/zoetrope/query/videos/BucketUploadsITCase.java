package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.testing.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that clients put into a bucket themselves. */
class BucketUploadsITCase {
    private static final byte[] BYTES = "ten bytes.".getBytes(StandardCharsets.UTF_8);

    @AutoClose private static S3Server s3;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        s3 = S3Server.start();
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.ACCESS, "keys");
        options.put(QueryOption.OPENSEARCH, TestingServers.openSearch().uri().toString());
        options.put(QueryOption.KAFKA, TestingServers.kafka().bootstrapServers());
        options.put(QueryOption.UPLOAD_BUCKET, "s3a://" + s3.bucket() + "/in");
        options.put(QueryOption.S3_ENDPOINT, s3.endpoint().toString());
        options.put(QueryOption.S3_REGION, S3Server.REGION);
        options.put(QueryOption.S3_PATH_STYLE, "true");
        options.put(QueryOption.S3_ACCESS_KEY, S3Server.ACCESS_KEY);
        options.put(QueryOption.S3_SECRET_KEY, S3Server.SECRET_KEY);
        service = TestingService.start(options);
    }

    private static JsonNode slot(String tenant) {
        Answer slot =
                service.post(
                        "/v1/uploads",
                        "{\"file_name\": \"b.mp4\", \"size_bytes\": 10}",
                        service.of(tenant));
        assertThat(slot.status()).as(slot.json().toString()).isEqualTo(201);
        return slot.json();
    }

    private static Answer announce(String tenant, String uri, String id) {
        String said = id == null ? "" : ", \"video_id\": \"" + id + "\"";
        return service.post(
                "/v1/videos", "{\"uri\": \"" + uri + "\"" + said + "}", service.of(tenant));
    }

    @Test
    void aBucketTakesItWithoutThisService() throws Exception {
        JsonNode slot = slot("t");
        String uri = slot.path("uri").asText();
        assertThat(uri).matches("s3a://" + s3.bucket() + "/in/tenant-t/[0-9a-f]{24}/b\\.mp4");
        assertThat(slot.path("url").asText()).contains("X-Amz-Signature=", "X-Amz-Expires=3600");
        assertThat(put(slot)).isEqualTo(200);
        assertThat(announce("u", uri, null).errorCode()).isEqualTo("foreign_upload");
        Answer added = announce("t", uri, null);
        assertThat(added.json().path("video_id")).isEqualTo(slot.path("video_id"));
    }

    /** In whatever spelling the other one names it. */
    @Test
    void itGoesWithTheLastVideoThatWasAcceptedOfIt() throws Exception {
        JsonNode slot = slot("gone");
        assertThat(put(slot)).isEqualTo(200);
        String uri = slot.path("uri").asText();
        assertThat(announce("gone", uri, "first").status()).isEqualTo(202);
        String spelled = uri.replace("s3a:", "s3:");
        assertThat(announce("gone", spelled, "second").status()).isEqualTo(202);
        assertThat(isThere(uri)).isTrue();
        delete("gone", "first");
        assertThat(isThere(uri)).as("the second may wait").isTrue();
        delete("gone", "second");
        assertThat(isThere(uri)).isFalse();
    }

    @Test
    void whatElseLiesInTheBucketStays() throws Exception {
        JsonNode slot = slot("kept");
        assertThat(put(slot)).isEqualTo(200);
        String uri = slot.path("uri").asText();
        String elsewhere = "s3a://" + s3.bucket() + "/in/dailies/b.mp4";
        assertThat(announce("kept", elsewhere, "other").status()).isEqualTo(202);
        delete("kept", "other");
        assertThat(isThere(uri)).isTrue();
    }

    private static void delete(String tenant, String id) {
        Answer deleted = service.send("DELETE", "/v1/videos/" + id, null, service.of(tenant));
        assertThat(deleted.status()).as(deleted.json().toString()).isEqualTo(202);
    }

    /** The testing store asks for no signature. */
    private static boolean isThere(String uri) throws IOException, InterruptedException {
        String key = URI.create(uri).getPath();
        HttpRequest head =
                HttpRequest.newBuilder(s3.endpoint().resolve("/" + s3.bucket() + key))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build();
        int status = HttpClient.newHttpClient().send(head, BodyHandlers.discarding()).statusCode();
        assertThat(status).isIn(200, 404);
        return status == 200;
    }

    private static int put(JsonNode slot) throws IOException, InterruptedException {
        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(slot.path("url").asText()))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(BYTES));
        slot.path("headers")
                .properties()
                .forEach(
                        header -> {
                            // The client sends it by itself, and takes none from us.
                            if (!header.getKey().equalsIgnoreCase("content-length")) {
                                put.header(header.getKey(), header.getValue().asText());
                            }
                        });
        return HttpClient.newHttpClient().send(put.build(), BodyHandlers.discarding()).statusCode();
    }
}
