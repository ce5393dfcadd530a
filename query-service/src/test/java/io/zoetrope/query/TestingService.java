package io.zoetrope.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * A running service with the testing encoder, and a client that speaks to it: as the one local
 * caller, or with the key of another tenant ({@link #of}).
 */
public final class TestingService implements AutoCloseable {
    public static final String TOKEN_SECRET = "a secret of tests alone";

    public final TestingQueryEncoder encoder = new TestingQueryEncoder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final QueryService service;
    private final TestingKeys keys;

    /** An answer with its JSON body, or an empty object. */
    public record Answer(HttpResponse<byte[]> http, JsonNode json) {
        public int status() {
            return http.statusCode();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }

        public String errorCode() {
            return json.at("/error/code").asText();
        }
    }

    private TestingService(QueryServiceOptions options, TestingKeys keys) throws IOException {
        this.keys = keys;
        service = QueryService.start(options, TestingEncoders.with(encoder));
    }

    /** On the shared servers; files below {@code folder}: objects, sources, uploads. */
    public static TestingService start(Path folder) throws IOException {
        return start(options(folder));
    }

    /** As {@link #start(Path)}, for those alone who have a key. */
    public static TestingService startLocked(Path folder) throws IOException {
        Map<QueryOption, String> options = options(folder);
        options.put(QueryOption.ACCESS, "keys");
        return start(options);
    }

    private static Map<QueryOption, String> options(Path folder) {
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.OPENSEARCH, TestingServers.openSearch().uri().toString());
        options.put(QueryOption.KAFKA, TestingServers.kafka().bootstrapServers());
        options.put(QueryOption.OBJECT_STORE, folder.resolve("objects").toUri().toString());
        options.put(QueryOption.SOURCE_ROOTS, folder.resolve("sources").toString());
        options.put(QueryOption.UPLOAD_DIR, folder.resolve("uploads").toString());
        options.put(QueryOption.MAX_UPLOAD_MB, "24");
        options.put(QueryOption.TOKEN_SECRET, TOKEN_SECRET);
        return options;
    }

    public static TestingService start(Map<QueryOption, String> options) throws IOException {
        Map<QueryOption, String> all = new EnumMap<>(options);
        TestingKeys keys = new TestingKeys();
        all.put(QueryOption.PORT, "0");
        all.putIfAbsent(QueryOption.ACCESS, "open");
        all.put(QueryOption.API_KEYS_FILE, keys.file().toString());
        return new TestingService(QueryServiceOptions.of(all), keys);
    }

    public TestingKeys keys() {
        return keys;
    }

    /** The header by which a tenant's key, made at the first call, is sent. */
    public String[] of(String tenant) {
        return new String[] {TestingKeys.HEADER, keys.of(tenant)};
    }

    public URI uri() {
        return service.uri();
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), all);
    }

    public Answer post(String path, TestingForm form, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = form.contentType();
        return send("POST", path, form.bytes(), all);
    }

    public Answer send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri().resolve(path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            JsonNode json = json(answer);
            TestingContract.check(method, path, answer, json);
            return new Answer(answer, json);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        boolean json =
                answer.headers().firstValue("Content-Type").orElse("").contains("json")
                        && answer.headers().firstValue("Content-Encoding").isEmpty()
                        && answer.body().length > 0;
        return json ? Json.MAPPER.readTree(answer.body()) : Json.MAPPER.createObjectNode();
    }

    @Override
    public void close() {
        service.close();
    }
}
