package io.zoetrope.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Fills OpenSearch as the job does: the same indexes, aliases and fields. */
public final class TestingIndex {
    private static final ModelRef MODEL = TestingQueryEncoder.MODEL;
    private static final String MOMENTS = IndexNames.first(FindingKind.MOMENT, MODEL);
    private static final String VIDEOS = IndexNames.VIDEOS_FIRST;
    private static final String SHOTS = IndexNames.first(FindingKind.SHOT, MODEL);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI openSearch;
    private final StringBuilder bulk = new StringBuilder();

    public TestingIndex(URI openSearch) {
        this.openSearch = openSearch;
    }

    /** Empty indexes in place of whatever was there. */
    public void recreate() {
        deleteAll();
        for (FindingKind kind : FindingKind.values()) {
            String index = IndexNames.first(kind, MODEL);
            send("PUT", "/" + index, index(kind, TestingQueryEncoder.DIMENSION));
        }
        send("PUT", "/" + VIDEOS, index(IndexMappings.videos(), IndexNames.VIDEOS).toString());
        send(
                "PUT",
                "/" + IndexNames.LABELS_FIRST,
                index(IndexMappings.labels(), IndexNames.LABELS).toString());
        send(
                "PUT",
                "/" + IndexNames.LABEL_TASKS_FIRST,
                index(IndexMappings.labelTasks(), IndexNames.LABEL_TASKS).toString());
    }

    public void deleteAll() {
        for (FindingKind kind : FindingKind.values()) {
            String index = IndexNames.first(kind, MODEL);
            send("DELETE", "/" + index + "?ignore_unavailable=true", "");
        }
        for (String index :
                List.of(VIDEOS, IndexNames.LABELS_FIRST, IndexNames.LABEL_TASKS_FIRST)) {
            send("DELETE", "/" + index + "?ignore_unavailable=true", "");
        }
    }

    /** One more index of moments, whose vectors have another length. */
    public void addVectors(String index, int dimension) {
        send("PUT", "/" + index, index(FindingKind.MOMENT, dimension));
    }

    private static String index(FindingKind kind, int dimension) {
        ObjectNode index = index(IndexMappings.of(kind), kind.alias());
        List<String> vectors = IndexMappings.vectors(kind);
        if (!vectors.isEmpty()) {
            index.withObject("settings").put("index.knn", true);
        }
        for (String field : vectors) {
            ObjectNode vector =
                    index.withObject("mappings").withObject("properties").putObject(field);
            vector.put("type", "knn_vector").put("dimension", dimension);
            vector.putObject("method")
                    .put("name", "hnsw")
                    .put("engine", "lucene")
                    .put("space_type", "cosinesimil");
        }
        return index.toString();
    }

    private static ObjectNode index(String mapping, String alias) {
        try {
            ObjectNode index = Json.MAPPER.createObjectNode();
            index.putObject("aliases").putObject(alias);
            index.putObject("settings")
                    .put("index.number_of_shards", 1)
                    .put("index.number_of_replicas", 0);
            index.set("mappings", Json.MAPPER.readTree(mapping));
            return index;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void delete(String index) {
        send("DELETE", "/" + index, "");
    }

    /** A moment of two seconds that looks like its text says. */
    public TestingIndex moment(
            String tenant, String video, long startMs, String text, Consumer<ObjectNode> more) {
        String id = VideoIds.momentId(VideoIds.key(tenant, video), (int) startMs, "testing-1");
        ObjectNode moment = Json.MAPPER.createObjectNode();
        moment.put("moment_id", id)
                .put("video_id", video)
                .put("tenant", tenant)
                .put("uri", "file:///nowhere/" + video + ".mp4")
                .put("title", text)
                .put("start_ms", startMs)
                .put("end_ms", startMs + 2000)
                .put("key_frame_ms", startMs + 1000)
                .put("model", "testing")
                .put("model_version", "1");
        for (float value : TestingQueryEncoder.vector(text).values()) {
            moment.withArray("visual").add(value);
        }
        more.accept(moment);
        return put(MOMENTS, id, moment);
    }

    public TestingIndex moment(String tenant, String video, long startMs, String text) {
        return moment(tenant, video, startMs, text, moment -> {});
    }

    /**
     * The n-th thing of a kind in its video.
     *
     * @param more sets its id and what else it has
     */
    public TestingIndex finding(
            FindingKind kind,
            String tenant,
            String video,
            int ordinal,
            long startMs,
            long endMs,
            Consumer<ObjectNode> more) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("video_id", video)
                .put("tenant", tenant)
                .put("uri", "file:///nowhere/" + video + ".mp4")
                .put("ordinal", ordinal)
                .put("start_ms", startMs)
                .put("end_ms", endMs)
                .put("model", MODEL.name())
                .put("model_version", MODEL.version());
        more.accept(document);
        String id = kind + "-" + tenant + "-" + video + "-" + ordinal;
        return put(IndexNames.first(kind, MODEL), id, document);
    }

    /** A shot of a second. */
    public TestingIndex shot(String tenant, String video, int shot, String transition) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("video_id", video)
                .put("tenant", tenant)
                .put("shot", shot)
                .put("start_ms", shot * 1000L)
                .put("end_ms", (shot + 1) * 1000L)
                .put("transition", transition);
        return put(SHOTS, VideoIds.shotId(VideoIds.key(tenant, video), shot), document);
    }

    public TestingIndex video(
            String tenant, String video, String status, Consumer<ObjectNode> more) {
        return put(VIDEOS, VideoIds.key(tenant, video), videoDocument(tenant, video, status, more));
    }

    /** As the job writes it to the index and to {@code video.status}. */
    public static ObjectNode videoDocument(
            String tenant, String video, String status, Consumer<ObjectNode> more) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("video_id", video)
                .put("tenant", tenant)
                .put("uri", "file:///nowhere/" + video + ".mp4")
                .put("status", status)
                .put("arrived_at", "2026-01-02T03:04:05Z");
        if (!Set.of("arrived", "failed").contains(status)) {
            document.put("video_codec", "h264");
        }
        more.accept(document);
        return document;
    }

    /** All documents of a kind, 1,000 at most. */
    public List<JsonNode> all(FindingKind kind) {
        return all(kind.alias());
    }

    /** All documents behind an alias, 1,000 at most. */
    public List<JsonNode> all(String alias) {
        List<JsonNode> all = new ArrayList<>();
        send("POST", "/" + alias + "/_search?size=1000", "{}")
                .at("/hits/hits")
                .forEach(hit -> all.add(hit.path("_source")));
        return all;
    }

    /** How often a kind was searched since its index was made, by the index's own count. */
    public long searches(FindingKind kind) {
        return send("GET", "/" + kind.alias() + "/_stats/search", "")
                .at("/_all/total/search/query_total")
                .asLong();
    }

    /** Writes what was added; it can be found when this returns. */
    public void flush() {
        JsonNode answer = send("POST", "/_bulk?refresh=true", bulk.toString());
        if (answer.path("errors").asBoolean()) {
            throw new IllegalStateException("not indexed: " + answer);
        }
        bulk.setLength(0);
    }

    public TestingIndex put(String index, String id, ObjectNode document) {
        ObjectNode action = Json.MAPPER.createObjectNode();
        action.putObject("index").put("_index", index).put("_id", id);
        bulk.append(action).append('\n').append(document).append('\n');
        return this;
    }

    private JsonNode send(String method, String path, String body) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(openSearch.resolve(path))
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + response.body());
            }
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
