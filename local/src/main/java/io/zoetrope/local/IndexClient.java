package io.zoetrope.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.VideoFields;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads from the index what a run shows of its videos. Thread-safe. */
final class IndexClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    IndexClient(URI server) {
        this.server = server;
    }

    /**
     * @return by video id; videos that the index does not know are left out
     */
    Map<String, VideoState> states(List<String> ids) throws IOException, InterruptedException {
        Map<String, VideoState> states = new HashMap<>();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
            // A get by id sees what was written last, refreshed or not.
            JsonNode answer = post("/" + IndexNames.VIDEOS + "/_mget", Map.of("ids", some));
            for (JsonNode document : answer.path("docs")) {
                JsonNode video = document.path("_source");
                // What stays of a removed video says nothing of one that comes again.
                boolean removed =
                        video.path(VideoFields.STATUS)
                                .asText()
                                .equals(IndexingState.DELETED.wireName());
                if (document.path("found").asBoolean() && !removed) {
                    states.put(document.path("_id").asText(), VideoState.of(video));
                }
            }
        }
        return states;
    }

    /** How many classes of objects were seen in a video. */
    int objectClasses(String videoId) throws IOException, InterruptedException {
        Map<String, Object> query =
                Map.of(
                        "size",
                        0,
                        "query",
                        Map.of("term", Map.of(MomentFields.VIDEO_ID, videoId)),
                        "aggs",
                        Map.of(
                                "classes",
                                Map.of(
                                        "cardinality",
                                        Map.of("field", MomentFields.OBJECT_CLASSES))));
        return post("/" + IndexNames.MOMENTS + "/_search", query)
                .path("aggregations")
                .path("classes")
                .path("value")
                .asInt();
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("OpenSearch answered " + answer.statusCode() + " to " + path);
        }
        return JSON.readTree(answer.body());
    }
}
