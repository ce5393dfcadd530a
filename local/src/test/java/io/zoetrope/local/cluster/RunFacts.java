package io.zoetrope.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one run left behind, without what names the run: comparable with another run. */
final class RunFacts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI openSearch;

    RunFacts(URI openSearch) {
        this.openSearch = openSearch;
    }

    /** Vectors by title, shot and times. */
    Map<String, List<Double>> moments(String tenant) throws Exception {
        Map<String, List<Double>> found = new TreeMap<>();
        for (JsonNode moment : documents("moments", tenant)) {
            String key =
                    "%s shot %s %s-%s at %s"
                            .formatted(
                                    moment.path("title").asText(),
                                    moment.path("shot").asInt(),
                                    moment.path("start_ms").asLong(),
                                    moment.path("end_ms").asLong(),
                                    moment.path("key_frame_ms").asLong());
            List<Double> vector = new ArrayList<>();
            moment.path("visual").forEach(value -> vector.add(value.asDouble()));
            if (found.put(key, vector) != null) {
                throw new AssertionError("twice in the index: " + key);
            }
        }
        return found;
    }

    /** Status by title, as the index has it. */
    Map<String, String> videos(String tenant) throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode video : documents("videos", tenant)) {
            found.put(video.path("title").asText(), statusOf(video));
        }
        return found;
    }

    /** Last status by title, as the topic has it. */
    static Map<String, String> statuses(List<JsonNode> topic) {
        Map<String, JsonNode> last = new LinkedHashMap<>();
        topic.forEach(status -> last.put(status.path("video_id").asText(), status));
        Map<String, String> found = new TreeMap<>();
        last.values().forEach(v -> found.put(v.path("title").asText(), statusOf(v)));
        return found;
    }

    /** Rows of the Parquet archive, every one of them. */
    static List<String> archive(Path store) throws Exception {
        String frames =
                "select 'frame', parse_filename(uri), pts_us, segment from"
                        + " read_parquet('%s/archive/frames/**/part-*.parquet') order by all";
        String moments =
                "select 'moment', title, start_us, end_us, shot, key_frame_us from"
                        + " read_parquet('%s/archive/moments/**/part-*.parquet') order by all";
        List<String> rows = new ArrayList<>(rows(frames.formatted(store)));
        rows.addAll(rows(moments.formatted(store)));
        return rows;
    }

    private static String statusOf(JsonNode video) {
        return "%s %d of %d, %d moments %s"
                .formatted(
                        video.path("status").asText(),
                        video.path("segments_done").asInt(),
                        video.path("segments_total").asInt(),
                        video.path("moments").asInt(),
                        video.path("error").path("reason").asText(""));
    }

    private static List<String> rows(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append(' ');
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    private List<JsonNode> documents(String index, String tenant) throws Exception {
        send(index + "/_refresh", "");
        JsonNode answer =
                send(
                        index + "/_search",
                        "{\"size\": 5000, \"query\": {\"term\": {\"tenant\": \""
                                + tenant
                                + "\"}}}");
        List<JsonNode> found = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hit -> found.add(hit.path("_source")));
        return found;
    }

    private JsonNode send(String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(openSearch.resolve("/" + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return JSON.readTree(
                HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    }
}
