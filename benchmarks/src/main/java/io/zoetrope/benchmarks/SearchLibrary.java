package io.zoetrope.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.embed.QueryEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Moments around what forty-eight questions ask for, as the job indexes them, one in a hundred in a
 * collection of its own; and which of them are truly nearest, by all comparisons.
 */
final class SearchLibrary {
    /** Of one moment in a hundred, by chance. */
    static final String RARE = "rare";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BULK = 1_000;
    private static final int ONE_IN = 100;
    private static final double NOISE = 0.9;
    private static final String[] COLOURS = "red green blue white black yellow".split(" ");
    private static final String[] THINGS = "car boat cat house tree person fish star".split(" ");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;
    private final QueryEncoder encoder;
    private final String index;
    private final List<String> questions = new ArrayList<>();
    private final List<float[]> asked = new ArrayList<>();
    private final BitSet rare = new BitSet();
    private float[][] vectors = {};

    SearchLibrary(URI node, QueryEncoder encoder) {
        this.node = node;
        this.encoder = encoder;
        this.index = IndexNames.first(FindingKind.MOMENT, encoder.model());
        for (String colour : COLOURS) {
            for (String thing : THINGS) {
                questions.add("a " + colour + " " + thing);
                asked.add(encoder.text("a " + colour + " " + thing).values());
            }
        }
    }

    List<String> questions() {
        return questions;
    }

    int size() {
        return vectors.length;
    }

    /** Where the bare query goes. */
    URI search() {
        return node.resolve("/" + index + "/_search");
    }

    void fill(int moments) throws IOException, InterruptedException {
        send(node.resolve("/" + index), "PUT", settings());
        Random random = new Random(7);
        vectors = new float[moments][];
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < moments; i++) {
            vectors[i] = near(asked.get(random.nextInt(asked.size())), random);
            rare.set(i, random.nextInt(ONE_IN) == 0);
            bulk.append("{\"index\":{}}\n").append(moment(i)).append('\n');
            if (i % BULK == BULK - 1 || i == moments - 1) {
                send(node.resolve("/" + index + "/_bulk"), "POST", bulk.toString());
                bulk.setLength(0);
            }
        }
        send(node.resolve("/" + index + "/_refresh"), "POST", "");
    }

    private String settings() throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("aliases").putObject(FindingKind.MOMENT.alias());
        body.putObject("settings")
                .put("index.knn", true)
                .put("index.number_of_shards", 1)
                .put("index.number_of_replicas", 0)
                .put("index.refresh_interval", "-1");
        body.set("mappings", JSON.readTree(IndexMappings.moments()));
        ObjectNode vector =
                body.withObject("mappings").withObject("properties").putObject(MomentFields.VISUAL);
        vector.put("type", "knn_vector").put("dimension", encoder.dimension());
        vector.putObject("method")
                .put("name", "hnsw")
                .put("engine", "lucene")
                .put("space_type", "cosinesimil");
        return body.toString();
    }

    private ObjectNode moment(int i) {
        ObjectNode moment = JSON.createObjectNode();
        moment.put("moment_id", "m" + i).put("video_id", "v" + i / 100);
        moment.put("tenant", "default").put("start_ms", i % 100 * 2000L);
        moment.put("end_ms", i % 100 * 2000L + 2000).put("uri", "file:///none.mp4");
        moment.put("collection", rare.get(i) ? RARE : "usual");
        moment.put("model", encoder.model().name());
        moment.put("model_version", encoder.model().version());
        moment.set(MomentFields.VISUAL, JSON.valueToTree(vectors[i]));
        return moment;
    }

    private static float[] near(float[] centre, Random random) {
        float[] vector = new float[centre.length];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            double noise = NOISE * random.nextGaussian() / Math.sqrt(vector.length);
            vector[i] = (float) (centre[i] + noise);
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    /**
     * The nearest to a question, by all comparisons.
     *
     * @param ofRare among those of the rare collection alone
     */
    List<String> nearest(int question, int count, boolean ofRare) {
        float[] query = asked.get(question);
        double[] scores = new double[vectors.length];
        for (int i = 0; i < scores.length; i++) {
            for (int d = 0; d < query.length; d++) {
                scores[i] += query[d] * vectors[i][d];
            }
        }
        return IntStream.range(0, scores.length)
                .filter(i -> !ofRare || rare.get(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .limit(count)
                .map(i -> "m" + i)
                .toList();
    }

    /**
     * A question by looks, as a client sends it to the service.
     *
     * @param ofRare only what is in the rare collection
     */
    String question(int q, boolean ofRare) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("query").put("text", questions.get(q));
        body.putArray("modalities").add("visual");
        if (ofRare) {
            body.putObject("filter").put("collection", RARE);
        }
        return body.toString();
    }

    /** The same as the service asks OpenSearch: the tenant inside, and as many candidates. */
    String bare(int q, int count) {
        ObjectNode body = JSON.createObjectNode();
        body.put("size", count);
        body.putObject("_source").putArray("excludes").add(MomentFields.VISUAL);
        ObjectNode knn = body.putObject("query").putObject("knn").putObject(MomentFields.VISUAL);
        knn.set("vector", JSON.valueToTree(asked.get(q)));
        knn.put("k", 100).putObject("filter").putObject("term").put("tenant", "default");
        return body.toString();
    }

    HttpClient http() {
        return http;
    }

    static HttpRequest request(URI uri, String method, String body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    /**
     * @throws IllegalStateException if the answer is no success
     */
    JsonNode send(URI uri, String method, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(uri, method, body), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(uri + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
