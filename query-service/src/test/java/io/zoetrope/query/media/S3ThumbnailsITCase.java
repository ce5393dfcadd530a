package io.zoetrope.query.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.testing.process.FreePort;
import io.zoetrope.testing.s3.S3Server;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Serves pictures that lie in a bucket. */
class S3ThumbnailsITCase {
    private static final String LIST =
            "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6.000000,\n000000.m4s\n#EXT-X-ENDLIST\n";

    private static S3Server s3;
    private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        s3 = S3Server.start();
        try (S3Client client = client()) {
            put(client, "some/root/" + Thumbnail.pathOf("clip", 0), jpeg(16));
            put(client, "some/root/" + Thumbnail.pathOf("clip", 4_000_000), jpeg(32));
            put(client, "some/root/keyframes/clip/0000009000.jpg/inner.jpg", jpeg(8));
            put(client, "some/root/keyframes/clip/notes.txt", new byte[3]);
            put(client, "some/root/keyframes/..", jpeg(8));
            put(client, "some/root/" + Thumbnail.pathOf("large", 0), new byte[(4 << 20) + 1]);
            String folder = "some/root/hls/" + VideoIds.key("default", "clip") + "/7/source/";
            put(client, folder + "000000.m4s", "0123456789".getBytes(US_ASCII));
            put(client, folder + "media.m3u8", LIST.getBytes(US_ASCII));
        }
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (String video : new String[] {"clip", "none", "large", "..", "a/b"}) {
            index.video("default", video, "ready", document -> {});
        }
        index.flush();
        service = TestingService.start(options("s3a://" + s3.bucket() + "/some/root/"));
    }

    @AfterAll
    static void stop() {
        service.close();
        s3.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 16", "1900, 16", "4000, 32", "2100, 32", "99999, 32"})
    void findsTheNearestPicture(long ms, int width) throws IOException {
        Answer answer = service.get("/v1/videos/clip/thumbnail?ms=" + ms);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.http().body()).isEqualTo(jpeg(width));
    }

    @Test
    void knowsItsVersionAndRanges() throws IOException {
        String picture = "/v1/videos/clip/thumbnail?ms=0";
        String etag = service.get(picture).header("ETag");
        assertThat(service.get(picture, "If-None-Match", etag).status()).isEqualTo(304);
        Answer part = service.get(picture, "Range", "bytes=0-2");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.http().body()).containsExactly(0xFF, 0xD8, 0xFF);
        Answer head = service.send("HEAD", picture, null);
        assertThat(head.header("Content-Length")).isEqualTo("" + jpeg(16).length);
    }

    @ParameterizedTest
    @CsvSource({"none", "large", "missing", "..%2f..", "a%2fb"})
    void whatHasNoPictureIsNotFound(String video) {
        assertThat(service.get("/v1/videos/" + video + "/thumbnail").status()).isIn(400, 404);
    }

    @Test
    void playersFetchSegmentsFromTheBucketIfThatIsASetting() throws IOException {
        String path = "/v1/videos/clip/hls/7/source/media.m3u8";
        assertThat(new String(service.get(path).http().body(), US_ASCII)).isEqualTo(LIST);
        Map<QueryOption, String> options = options("s3a://" + s3.bucket() + "/some/root/");
        options.put(QueryOption.PRESIGN_SEGMENTS, "true");
        options.put(QueryOption.MEDIA_ORIGINS, s3.endpoint().toString());
        try (TestingService presigning = TestingService.start(options)) {
            Answer list = presigning.get(path);
            assertThat(list.header("Cache-Control")).contains("no-cache");
            assertThat(list.header("Content-Security-Policy"))
                    .contains("connect-src 'self' " + s3.endpoint());
            String link =
                    new String(list.http().body(), US_ASCII)
                            .lines()
                            .filter(line -> line.startsWith("http"))
                            .findFirst()
                            .orElseThrow();
            assertThat(link).contains("X-Amz-Expires=54000");
            // Of no key of the service, and from no place of its own.
            Answer segment = presigning.get(link, "Range", "bytes=2-4");
            assertThat(segment.status()).isEqualTo(206);
            assertThat(segment.http().body()).asString().isEqualTo("234");
            assertThat(segment.header("Content-Type")).startsWith("video/mp4");
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsUnavailable() throws IOException {
        Map<QueryOption, String> options = options("s3://" + s3.bucket());
        options.put(QueryOption.S3_ENDPOINT, "http://127.0.0.1:" + FreePort.find());
        assertUnavailable(options);
    }

    @Test
    void aBucketThatIsNotThereIsUnavailable() throws IOException {
        assertUnavailable(options("s3a://no-such-bucket/some/root"));
    }

    private static void assertUnavailable(Map<QueryOption, String> options) throws IOException {
        try (TestingService other = TestingService.start(options)) {
            Answer answer = other.get("/v1/videos/clip/thumbnail");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.errorCode()).isEqualTo("unavailable");
            assertThat(answer.json().toString()).doesNotContain("127.0.0.1", "bucket");
        }
    }

    private static Map<QueryOption, String> options(String root) {
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.OPENSEARCH, TestingServers.openSearch().uri().toString());
        options.put(QueryOption.KAFKA, TestingServers.kafka().bootstrapServers());
        options.put(QueryOption.OBJECT_STORE, root);
        options.put(QueryOption.S3_ENDPOINT, s3.endpoint().toString());
        options.put(QueryOption.S3_REGION, S3Server.REGION);
        options.put(QueryOption.S3_PATH_STYLE, "true");
        options.put(QueryOption.S3_ACCESS_KEY, S3Server.ACCESS_KEY);
        options.put(QueryOption.S3_SECRET_KEY, S3Server.SECRET_KEY);
        return options;
    }

    private static S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(s3.endpoint())
                .region(Region.of(S3Server.REGION))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
                .build();
    }

    private static void put(S3Client client, String key, byte[] bytes) {
        client.putObject(p -> p.bucket(s3.bucket()).key(key), RequestBody.fromBytes(bytes));
    }

    private static byte[] jpeg(int width) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, 9, BufferedImage.TYPE_3BYTE_BGR), "jpg", out);
        return out.toByteArray();
    }
}
