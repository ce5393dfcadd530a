package io.zoetrope.connectors.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.TestingRecords;
import io.zoetrope.connectors.opensearch.SearchConnection.Reply;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.VectorSpace;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asks a node what it holds. */
public final class TestingSearch implements AutoCloseable {
    private final SearchConnection connection;

    public TestingSearch(String uri) throws IOException {
        connection = SearchConnection.open(OpenSearchOptions.of(uri));
    }

    /** Of the records of {@link TestingRecords}: every kind with vectors of the same model. */
    public static List<VectorSpace> spaces() {
        return Stream.of(FindingKind.values())
                .filter(FindingKind::isByModel)
                .map(kind -> new VectorSpace(kind, TestingRecords.MODEL, TestingRecords.DIMENSION))
                .toList();
    }

    /** Moments alone. */
    public static List<VectorSpace> moments(ModelRef model, int dimension) {
        return List.of(new VectorSpace(FindingKind.MOMENT, model, dimension));
    }

    /** As a search sees it: what is not refreshed is not counted. */
    public int countMoments(String videoId) throws IOException {
        Reply reply =
                post(
                        "/moments/_count",
                        "{\"query\":{\"term\":{\"video_id\":\"" + videoId + "\"}}}");
        return reply.body().path("count").asInt(-1);
    }

    /** As {@link #countMoments}. */
    public int count(FindingKind kind, String videoId) throws IOException {
        String body = "{\"query\":{\"term\":{\"video_id\":\"" + videoId + "\"}}}";
        return post("/" + kind.alias() + "/_count", body).body().path("count").asInt(-1);
    }

    /** As a get sees it, refreshed or not; missing if there is none. */
    public JsonNode video(String videoId) throws IOException {
        return connection
                .call("GET", "/videos/_doc/" + TestingRecords.video(videoId).key(), Map.of(), null)
                .body()
                .path("_source");
    }

    /** Of a hundred candidates: of one alone, 20 of 500 moments were not found by their vectors. */
    public JsonNode momentNearest(Vector vector) throws IOException {
        String body =
                "{\"size\":1,\"query\":{\"knn\":{\"visual\":{\"vector\":%s,\"k\":100}}}}"
                        .formatted(Arrays.toString(vector.values()));
        return post("/moments/_search", body).body().path("hits").path("hits").path(0);
    }

    public JsonNode get(String path) throws IOException {
        return connection.call("GET", path, Map.of(), null).body();
    }

    public Reply post(String path, String body) throws IOException {
        return connection.call("POST", path, Map.of(), body);
    }

    public Reply put(String path, String body) throws IOException {
        return connection.call("PUT", path, Map.of(), body);
    }

    public Reply delete(String path) throws IOException {
        return connection.call("DELETE", path, Map.of(), null);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
