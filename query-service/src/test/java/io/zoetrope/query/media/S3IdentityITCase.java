package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.testing.s3.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Without keys of its own the service takes a pod's identity token, as Kubernetes gives it. */
class S3IdentityITCase {
    private static final String CREDENTIALS =
            """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult><Credentials>
                <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
                <SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
              </Credentials></AssumeRoleWithWebIdentityResult>
            </AssumeRoleWithWebIdentityResponse>
            """;

    @TempDir Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer tokens;
    private Map<String, String> settings;

    @BeforeEach
    void giveIdentity() throws IOException {
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/", this::answer);
        tokens.start();
        Path token = Files.writeString(folder.resolve("token"), "token-of-the-pod");
        settings =
                Map.of(
                        "aws.webIdentityTokenFile",
                        token.toString(),
                        "aws.roleArn",
                        "arn:aws:iam::000000000000:role/reader",
                        "aws.region",
                        S3Server.REGION,
                        "aws.endpointUrlSts",
                        "http://127.0.0.1:" + tokens.getAddress().getPort());
        settings.forEach(System::setProperty);
    }

    @AfterEach
    void takeIdentity() {
        settings.keySet().forEach(System::clearProperty);
        tokens.stop(0);
    }

    @Test
    void aPodsTokenBecomesCredentials() throws IOException {
        try (S3Server s3 = S3Server.start()) {
            String path = Thumbnail.pathOf("clip", 0);
            put(s3, "root/" + path, new byte[] {1, 2, 3});
            QueryServiceOptions.S3 keyless =
                    new QueryServiceOptions.S3(
                            Optional.of(s3.endpoint()), S3Server.REGION, true, "", "");
            URI root = URI.create("s3a://" + s3.bucket() + "/root");
            try (PictureStore store = PictureStore.open(root, keyless)) {
                assertThat(store.find(path)).isPresent();
                assertThat(store.find(Thumbnail.pathOf("clip", 9_000_000))).isEmpty();
            }
        }
        assertThat(asked)
                .as("credentials are kept until they end")
                .singleElement()
                .asString()
                .contains("Action=AssumeRoleWithWebIdentity")
                .contains("WebIdentityToken=token-of-the-pod");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = CREDENTIALS.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void put(S3Server s3, String key, byte[] bytes) {
        try (S3Client client =
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .endpointOverride(s3.endpoint())
                        .region(Region.of(S3Server.REGION))
                        .forcePathStyle(true)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
                        .build()) {
            client.putObject(p -> p.bucket(s3.bucket()).key(key), RequestBody.fromBytes(bytes));
        }
    }
}
