package io.zoetrope.connectors;

import io.zoetrope.testing.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket's objects over S3's own API, past Flink's file systems. */
public final class S3Objects {
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI bucket;

    public S3Objects(S3Server server) {
        bucket = server.endpoint().resolve("/" + server.bucket() + "/");
    }

    public List<String> keys(String prefix) throws IOException, InterruptedException {
        String query = "?list-type=2&prefix=" + URLEncoder.encode(prefix, StandardCharsets.UTF_8);
        String xml = get(bucket.resolve(query), BodyHandlers.ofString());
        List<String> keys = new ArrayList<>();
        Matcher matcher = KEY.matcher(xml);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    public byte[] get(String key) throws IOException, InterruptedException {
        String path = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
        return get(bucket.resolve(path), BodyHandlers.ofByteArray());
    }

    /** Copies every object below a prefix into a folder, keys as paths. */
    public void download(String prefix, Path folder) throws IOException, InterruptedException {
        for (String key : keys(prefix)) {
            Path file = folder.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, get(key));
        }
    }

    private <T> T get(URI uri, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpResponse<T> response = client.send(HttpRequest.newBuilder(uri).build(), handler);
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode() + " for " + uri);
        }
        return response.body();
    }
}
