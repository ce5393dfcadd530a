package io.zoetrope.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;

/** What stands in an OpenSearch node. */
final class IndexLooks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;

    IndexLooks(URI node) {
        this.node = node;
    }

    /** The body of the answer, whatever its status. */
    JsonNode get(String path) throws Exception {
        return call("GET", path, null);
    }

    /** What a search finds of a video, by start. */
    List<JsonNode> found(String index, String videoId) throws Exception {
        String query =
                "{\"size\":1000,\"sort\":[\"start_ms\"],\"query\":{\"term\":{\"video_id\":\"%s\"}}}"
                        .formatted(videoId);
        JsonNode hits = call("POST", "/" + index + "/_search", query).path("hits").path("hits");
        return StreamSupport.stream(hits.spliterator(), false)
                .map(hit -> hit.path("_source"))
                .toList();
    }

    private JsonNode call(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(node + path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
