package io.zoetrope.jobs;

import io.zoetrope.testing.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The server's bucket over S3's own API, as uploaders use it: past Flink's file systems. */
final class TestingBucket {
    private static final Pattern KEY = Pattern.compile("(?<=<Key>)[^<]+");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI bucket;

    TestingBucket(S3Server server) {
        bucket = server.endpoint().resolve("/" + server.bucket() + "/");
    }

    void put(String key, Path file) throws IOException, InterruptedException {
        send("PUT", encoded(key), BodyPublishers.ofFile(file));
    }

    byte[] get(String key) throws IOException, InterruptedException {
        return send("GET", encoded(key), BodyPublishers.noBody());
    }

    void delete(String key) throws IOException, InterruptedException {
        send("DELETE", encoded(key), BodyPublishers.noBody());
    }

    List<String> keys(String prefix) throws IOException, InterruptedException {
        String query = "?list-type=2&prefix=" + encoded(prefix);
        String xml =
                new String(send("GET", query, BodyPublishers.noBody()), StandardCharsets.UTF_8);
        return KEY.matcher(xml).results().map(MatchResult::group).toList();
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private byte[] send(String method, String below, BodyPublisher body)
            throws IOException, InterruptedException {
        URI uri = bucket.resolve(below);
        HttpResponse<byte[]> response =
                client.send(
                        HttpRequest.newBuilder(uri).method(method, body).build(),
                        BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "HTTP %d for %s %s".formatted(response.statusCode(), method, uri));
        }
        return response.body();
    }
}
