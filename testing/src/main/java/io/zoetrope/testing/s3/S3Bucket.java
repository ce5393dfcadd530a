package io.zoetrope.testing.s3;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A server's bucket over S3's own API, as uploaders and readers use it: past Flink's file systems.
 * Thread-safe; holds nothing to close.
 */
public final class S3Bucket {
    private static final Pattern KEY = Pattern.compile("(?<=<Key>)[^<]+");

    /** S3 asks clients to try again after 500 and 503. */
    private static final int ATTEMPTS = 20;

    private static final long PAUSE_MS = 50;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI bucket;

    public S3Bucket(S3Server server) {
        bucket = server.endpoint().resolve("/" + server.bucket() + "/");
    }

    public void put(String key, Path file) throws IOException, InterruptedException {
        send("PUT", encoded(key), BodyPublishers.ofFile(file));
    }

    public byte[] get(String key) throws IOException, InterruptedException {
        return send("GET", encoded(key), BodyPublishers.noBody());
    }

    public void delete(String key) throws IOException, InterruptedException {
        send("DELETE", encoded(key), BodyPublishers.noBody());
    }

    /** Keys that begin so; at most the 1,000 of one answer. */
    public List<String> keys(String prefix) throws IOException, InterruptedException {
        String query = "?list-type=2&prefix=" + encoded(prefix);
        String xml =
                new String(send("GET", query, BodyPublishers.noBody()), StandardCharsets.UTF_8);
        return KEY.matcher(xml).results().map(MatchResult::group).toList();
    }

    /** Copies every object below a prefix into a folder, keys as paths. */
    public void download(String prefix, Path folder) throws IOException, InterruptedException {
        for (String key : keys(prefix)) {
            Path file = folder.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, get(key));
        }
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private byte[] send(String method, String below, BodyPublisher body)
            throws IOException, InterruptedException {
        URI uri = bucket.resolve(below);
        HttpRequest request = HttpRequest.newBuilder(uri).method(method, body).build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        for (int i = 1; i < ATTEMPTS && response.statusCode() >= 500; i++) {
            // This server answers 500 if an object that it lists is deleted meanwhile.
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            response = client.send(request, BodyHandlers.ofByteArray());
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    String.format(
                            Locale.ROOT, "HTTP %d for %s %s", response.statusCode(), method, uri));
        }
        return response.body();
    }
}
