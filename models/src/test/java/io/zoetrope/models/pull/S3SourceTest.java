package io.zoetrope.models.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.pull.S3Signature.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3SourceTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5};

    @AutoClose private final TestingFileServer server = new TestingFileServer();

    private byte[] read(String url, long from, Map<String, String> environment)
            throws PullException, IOException {
        HttpSource http = new HttpSource(PullOptions.of(Path.of("."), ""));
        S3Source s3 = new S3Source(http, environment, Clock.systemUTC());
        return s3.open(URI.create(url), from).in().readAllBytes();
    }

    /** "Example: GET Object" of AWS's description of Signature Version 4, with its example keys. */
    @Test
    void signsAsTheDescriptionSays() {
        Credentials who =
                new Credentials(
                        "AKIAIOSFODNN7EXAMPLE",
                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                        "",
                        "us-east-1");
        Map<String, String> signed =
                S3Signature.sign(
                        URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                        who,
                        Instant.parse("2013-05-24T00:00:00Z"),
                        Map.of("Range", "bytes=0-9"));
        assertThat(signed.get("authorization"))
                .endsWith(
                        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void readsAnObjectPathStyleWithSignatureAndRange() throws Exception {
        server.put("/bucket/some folder/a+b.onnx", BYTES);
        Map<String, String> environment =
                Map.of(
                        "AWS_ENDPOINT_URL", server.url(""),
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "someone",
                        "AWS_SECRET_ACCESS_KEY", "something");
        assertThat(read("s3a://bucket/some%20folder/a+b.onnx", 2, environment))
                .containsExactly(3, 4, 5);
        assertThat(server.authorizations())
                .singleElement()
                .asString()
                .matches("AWS4-HMAC-SHA256 Credential=someone/\\d{8}/eu-west-1/s3/aws4_request,.*");
    }

    @Test
    void withoutAKeyItAsksAnonymously() throws Exception {
        server.put("/bucket/m.onnx", BYTES);
        Map<String, String> environment = Map.of("AWS_ENDPOINT_URL", server.url("/"));
        assertThat(read("s3a://bucket/m.onnx", 0, environment)).isEqualTo(BYTES);
        assertThat(server.authorizations()).isEmpty();
        assertThatThrownBy(() -> read("s3a://bucket", 0, environment))
                .isInstanceOf(PullException.class)
                .hasMessageContaining("s3a://BUCKET/KEY");
    }

    private static URI objectUrl(Map<String, String> environment) throws PullException {
        HttpSource http = new HttpSource(PullOptions.of(Path.of("."), ""));
        return new S3Source(http, environment, Clock.systemUTC())
                .objectUrl(URI.create("s3a://bucket/key"));
    }

    /** The connection's Host header has no default port, so what is signed must not have one. */
    @ParameterizedTest
    @CsvSource({
        "https://minio:443,        https://minio",
        "http://minio:80/,         http://minio",
        "http://minio:443,         http://minio:443",
        "HTTPS://my_minio:9000,    https://my_minio:9000",
        "http://minio:9000/base/,  http://minio:9000/base",
        "'',                       https://s3.us-east-1.amazonaws.com"
    })
    void anEndpointLosesItsDefaultPortAndKeepsItsPath(String endpoint, String base)
            throws PullException {
        assertThat(objectUrl(Map.of("AWS_ENDPOINT_URL", endpoint)))
                .hasToString(base + "/bucket/key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "127.0.0.1:9000", "minio", "ftp://minio", "http:/a"})
    void anEndpointThatIsNoWebAddressIsSaid(String endpoint) {
        assertThatThrownBy(() -> objectUrl(Map.of("AWS_ENDPOINT_URL", endpoint)))
                .isInstanceOf(PullException.class)
                .hasMessage(
                        "AWS_ENDPOINT_URL: expected a url such as https://HOST:9000, got "
                                + endpoint);
    }

    @Test
    void theRegionIsThatOfTheVariableThatIsSet() throws PullException {
        assertThat(objectUrl(Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", "eu-west-1")))
                .hasToString("https://s3.eu-west-1.amazonaws.com/bucket/key");
        assertThat(objectUrl(Map.of("AWS_REGION", "eu-north-1", "AWS_DEFAULT_REGION", "eu-west-1")))
                .hasToString("https://s3.eu-north-1.amazonaws.com/bucket/key");
    }

    @Test
    void aRedirectToNowhereMayBeAnotherRegion() {
        server.then(TestingFileServer.Behaviour.REDIRECT_NOWHERE);
        Map<String, String> environment = Map.of("AWS_ENDPOINT_URL", server.url(""));
        assertThatThrownBy(() -> read("s3a://bucket/m.onnx", 0, environment))
                .isInstanceOf(PullException.class)
                .hasMessageContaining("/bucket/m.onnx: answers HTTP 301 without an address")
                .hasMessageEndingWith("the bucket may be in another region: set AWS_REGION");
    }
}
