package io.zoetrope.benchmarks.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How many of the ten nearest an index finds whose vectors have fewer bits, of those that Lucene's
 * engine offers without native libraries, with as many candidates as the service asks for; and what
 * it takes on disk, merged. Arguments: vectors (20000), dimension (256).
 */
public final class QuantisedBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUESTIONS = 200;
    private static final int CENTRES = 400;
    private static final int NEAREST = 10;
    private static final int CANDIDATES = 100;
    private static final int BULK = 1_000;
    private static final double NOISE = 0.9;
    private static final String FIELD = "vector";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI node;
    private final int count;
    private final int dimension;
    private final List<float[]> questions = new ArrayList<>();

    /** What a value of a vector is held in. */
    private enum Kind {
        /** As the job makes indexes. */
        FLOATS_OF_32_BITS,
        /** Lucene's scalar quantisation of such floats, which it keeps on disk beside it. */
        QUANTISED_TO_7_BITS,
        /** Whole numbers: values between the ends that the vectors have. */
        BYTES
    }

    private QuantisedBenchmark(URI node, int count, int dimension) {
        this.node = node;
        this.count = count;
        this.dimension = dimension;
    }

    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int dimension = args.length > 1 ? Integer.parseInt(args[1]) : 256;
        try (OpenSearchNode node = OpenSearchNode.start()) {
            QuantisedBenchmark run = new QuantisedBenchmark(node.uri(), count, dimension);
            for (Kind kind : Kind.values()) {
                run.measure(kind);
            }
        }
    }

    private void measure(Kind kind) throws IOException, InterruptedException {
        String index = "/" + kind.name().toLowerCase(Locale.ROOT);
        send("PUT", index, index(kind).toString());
        TrulyNearest truth = fill(index, kind);
        send("POST", index + "/_forcemerge?max_num_segments=1", "");
        send("POST", index + "/_refresh", "");
        int found = 0;
        for (int q = 0; q < QUESTIONS; q++) {
            ObjectNode body = JSON.createObjectNode().put("size", NEAREST).put("_source", false);
            ObjectNode knn = body.putObject("query").putObject("knn").putObject(FIELD);
            knn.set("vector", values(questions.get(q), kind));
            knn.put("k", CANDIDATES);
            JsonNode hits = send("POST", index + "/_search", body.toString()).at("/hits/hits");
            found +=
                    (int)
                            hits.findValuesAsText("_id").stream()
                                    .filter(truth.of(q)::contains)
                                    .count();
        }
        send("POST", index + "/_flush?force=true", "");
        long bytes =
                send("GET", index + "/_stats/store", "")
                        .at("/_all/primaries/store/size_in_bytes")
                        .asLong();
        System.out.printf(
                Locale.ROOT,
                "%s, %d of %d: recall of the ten nearest %.3f, %.1f MB%n",
                kind,
                count,
                dimension,
                (double) found / QUESTIONS / NEAREST,
                bytes / 1e6);
    }

    private ObjectNode index(Kind kind) {
        ObjectNode index = JSON.createObjectNode();
        index.putObject("settings")
                .put("index.knn", true)
                .put("index.number_of_shards", 1)
                .put("index.number_of_replicas", 0)
                .put("index.knn.derived_source.enabled", true);
        ObjectNode vector = index.putObject("mappings").putObject("properties").putObject(FIELD);
        vector.put("type", "knn_vector").put("dimension", dimension);
        if (kind == Kind.BYTES) {
            vector.put("data_type", "byte");
        }
        ObjectNode method =
                vector.putObject("method")
                        .put("name", "hnsw")
                        .put("engine", "lucene")
                        .put("space_type", "cosinesimil");
        ObjectNode parameters =
                method.putObject("parameters").put("m", 16).put("ef_construction", 100);
        if (kind == Kind.QUANTISED_TO_7_BITS) {
            parameters.putObject("encoder").put("name", "sq");
        }
        return index;
    }

    /** The same vectors and questions for each kind. */
    private TrulyNearest fill(String index, Kind kind) throws IOException, InterruptedException {
        Random random = new Random(7);
        List<float[]> centres = new ArrayList<>();
        for (int i = 0; i < CENTRES; i++) {
            centres.add(near(new float[dimension], random));
        }
        questions.clear();
        for (int i = 0; i < QUESTIONS; i++) {
            questions.add(near(centres.get(random.nextInt(CENTRES)), random));
        }
        TrulyNearest truth = new TrulyNearest(questions, NEAREST);
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < count; i++) {
            float[] vector = near(centres.get(random.nextInt(CENTRES)), random);
            truth.add(Integer.toString(i), vector);
            ObjectNode document = JSON.createObjectNode().set(FIELD, values(vector, kind));
            bulk.append("{\"index\":{\"_id\":\"" + i + "\"}}\n").append(document).append('\n');
            if (i % BULK == BULK - 1 || i == count - 1) {
                JsonNode answer = send("POST", index + "/_bulk", bulk.toString());
                if (answer.path("errors").asBoolean()) {
                    throw new IllegalStateException("not indexed: " + answer);
                }
                bulk.setLength(0);
            }
        }
        return truth;
    }

    /** A unit vector near another one. */
    private static float[] near(float[] centre, Random random) {
        float[] vector = centre.clone();
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] += (float) (NOISE * random.nextGaussian() / Math.sqrt(vector.length));
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    /** The largest value of a unit vector of so many dimensions is about four deviations. */
    private JsonNode values(float[] vector, Kind kind) {
        if (kind != Kind.BYTES) {
            return JSON.valueToTree(vector);
        }
        double step = 4 / Math.sqrt(dimension) / Byte.MAX_VALUE;
        int[] bytes = new int[vector.length];
        for (int i = 0; i < vector.length; i++) {
            long value = Math.round(vector[i] / step);
            bytes[i] = (int) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, value));
        }
        return JSON.valueToTree(bytes);
    }

    private JsonNode send(String method, String path, String body)
            throws IOException, InterruptedException {
        JsonNode answer =
                JSON.readTree(
                        http.send(
                                        SearchLibrary.request(node.resolve(path), method, body),
                                        BodyHandlers.ofString())
                                .body());
        if (answer.has("error")) {
            throw new IllegalStateException(method + " " + path + ": " + answer);
        }
        return answer;
    }
}
