package io.zoetrope.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.json.FindingDocument;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Size on disk of an index of moments with vectors in {@code _source} and with the derived source,
 * after a merge to one segment. Arguments: moments (2000), dimension (512).
 */
public final class VectorSourceBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BULK = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;
    private final int moments;
    private final int dimension;

    private VectorSourceBenchmark(URI node, int moments, int dimension) {
        this.node = node;
        this.moments = moments;
        this.dimension = dimension;
    }

    public static void main(String[] args) throws Exception {
        int moments = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        int dimension = args.length > 1 ? Integer.parseInt(args[1]) : 512;
        try (OpenSearchNode node = OpenSearchNode.start()) {
            VectorSourceBenchmark run = new VectorSourceBenchmark(node.uri(), moments, dimension);
            long whole = run.bytes(false);
            long derived = run.bytes(true);
            System.out.printf(
                    Locale.ROOT,
                    "%d moments of %d dimensions: %.1f MB with vectors in _source, %.1f MB derived: %.3f%n",
                    moments,
                    dimension,
                    whole / 1e6,
                    derived / 1e6,
                    (double) derived / whole);
        }
    }

    private long bytes(boolean derived) throws Exception {
        String index = "/moments-" + (derived ? "derived" : "whole");
        send("PUT", index, body(derived).toString());
        Random random = new Random(7);
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < moments; i++) {
            bulk.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
            byte[] document = FindingDocument.encode(Finding.of(moment(i, random)), 1);
            bulk.append(new String(document, StandardCharsets.UTF_8)).append('\n');
            if (i % BULK == BULK - 1 || i == moments - 1) {
                JsonNode answer = send("POST", index + "/_bulk", bulk.toString());
                if (answer.path("errors").asBoolean()) {
                    throw new IllegalStateException("not indexed: " + answer);
                }
                bulk.setLength(0);
            }
        }
        send("POST", index + "/_flush?force=true", "");
        send("POST", index + "/_forcemerge?max_num_segments=1", "");
        // The segments that were merged go when no searcher holds them.
        send("POST", index + "/_refresh", "");
        send("POST", index + "/_flush?force=true", "");
        return send("GET", index + "/_stats/store", "")
                .at("/_all/primaries/store/size_in_bytes")
                .asLong();
    }

    private ObjectNode body(boolean derived) throws Exception {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("settings")
                .put("index.knn", true)
                .put("index.number_of_shards", 1)
                .put("index.number_of_replicas", 0)
                .put("index.knn.derived_source.enabled", derived);
        body.set("mappings", JSON.readTree(IndexMappings.moments()));
        ObjectNode vector =
                body.withObject("mappings").withObject("properties").putObject(MomentFields.VISUAL);
        vector.put("type", "knn_vector").put("dimension", dimension);
        vector.putObject("method")
                .put("name", "hnsw")
                .put("engine", "lucene")
                .put("space_type", "cosinesimil");
        return body;
    }

    private Moment moment(int ordinal, Random random) {
        float[] values = new float[dimension];
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
            sum += values[i] * values[i];
        }
        for (int i = 0; i < dimension; i++) {
            values[i] /= (float) Math.sqrt(sum);
        }
        return new Moment(
                Integer.toString(ordinal),
                new VideoRef("video", "default", "", "file:///videos/video.mp4", "1"),
                1,
                ordinal,
                VideoDescription.NONE,
                ordinal,
                ordinal * 4_000_000L,
                ordinal * 4_000_000L + 4_000_000,
                new ModelRef("bench", "1"),
                new Vector(values),
                Thumbnail.pathOf("video", ordinal * 4_000_000L),
                ordinal * 4_000_000L,
                List.of(),
                1,
                List.of(),
                "",
                "");
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(node.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        JsonNode json = JSON.readTree(answer);
        if (json.has("error")) {
            throw new IllegalStateException(method + " " + path + ": " + answer);
        }
        return json;
    }
}
