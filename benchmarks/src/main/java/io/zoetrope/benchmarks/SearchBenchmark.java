package io.zoetrope.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.IndexMappings;
import io.zoetrope.domain.IndexNames;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.query.QueryService;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Searches of moments through the service against the bare k-NN query, in turns, with a warm cache;
 * recall of the ten nearest against all comparisons; and 200 searches at once. Arguments: moments
 * (20000), rounds (200).
 */
public final class SearchBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BULK = 500;
    private static final int NEAREST = 10;
    private static final int AT_ONCE = 200;
    private static final double NOISE = 0.9;
    private static final String[] COLOURS = "red green blue white black yellow".split(" ");
    private static final String[] THINGS = "car boat cat house tree person fish star".split(" ");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;
    private final QueryEncoder encoder;
    private final String index;
    private final List<String> questions = new ArrayList<>();
    private final List<float[]> asked = new ArrayList<>();
    private float[][] vectors;

    private SearchBenchmark(URI node, QueryEncoder encoder) {
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

    public static void main(String[] args) throws Exception {
        int moments = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        try (OpenSearchNode node = OpenSearchNode.start();
                KafkaBroker kafka = KafkaBroker.start()) {
            kafka.createTopics(1, "video.status");
            Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
            options.put(QueryOption.PORT, "0");
            options.put(QueryOption.ACCESS, "open");
            options.put(QueryOption.OPENSEARCH, node.uri().toString());
            options.put(QueryOption.KAFKA, kafka.bootstrapServers());
            QueryServiceOptions read = QueryServiceOptions.of(options);
            Encoders encoders = Encoders.open(read.encoding());
            SearchBenchmark run = new SearchBenchmark(node.uri(), encoders.visual());
            run.fill(moments);
            try (QueryService service = QueryService.start(read, encoders)) {
                run.measure(service.uri().resolve("/v1/search"), rounds);
            }
        }
    }

    private void fill(int moments) throws Exception {
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
        send(node.resolve("/" + index), "PUT", body.toString());
        Random random = new Random(7);
        vectors = new float[moments][];
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < moments; i++) {
            vectors[i] = near(asked.get(random.nextInt(asked.size())), random);
            ObjectNode moment = JSON.createObjectNode();
            moment.put("moment_id", "m" + i).put("video_id", "v" + i / 100);
            moment.put("tenant", "default").put("start_ms", i % 100 * 2000L);
            moment.put("end_ms", i % 100 * 2000L + 2000).put("uri", "file:///none.mp4");
            moment.put("model", encoder.model().name());
            moment.put("model_version", encoder.model().version());
            moment.set(MomentFields.VISUAL, JSON.valueToTree(vectors[i]));
            bulk.append("{\"index\":{}}\n").append(moment).append('\n');
            if (i % BULK == BULK - 1 || i == moments - 1) {
                send(node.resolve("/" + index + "/_bulk"), "POST", bulk.toString());
                bulk.setLength(0);
            }
        }
        send(node.resolve("/" + index + "/_refresh"), "POST", "");
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

    private void measure(URI search, int rounds) throws Exception {
        double recall = 0;
        for (int q = 0; q < questions.size(); q++) {
            Set<String> found = new HashSet<>();
            send(search, "POST", question(q))
                    .path("moments")
                    .forEach(m -> found.add(m.path("moment_id").asText()));
            recall += nearest(asked.get(q)).stream().filter(found::contains).count();
        }
        double[] service = new double[rounds];
        double[] bare = new double[rounds];
        for (int i = -rounds / 4; i < rounds; i++) {
            int q = Math.floorMod(i, questions.size());
            double one = timed(search, question(q));
            double other = timed(node.resolve("/" + index + "/_search"), knn(q));
            if (i >= 0) {
                service[i] = one;
                bare[i] = other;
            }
        }
        Arrays.sort(service);
        Arrays.sort(bare);
        System.out.printf(
                Locale.ROOT,
                "%d moments: recall@%d %.4f; p50 %.1f ms, bare %.1f: %.2f; p99 %.1f ms, bare %.1f:"
                        + " %.2f%n",
                vectors.length,
                NEAREST,
                recall / questions.size() / NEAREST,
                at(service, .5),
                at(bare, .5),
                at(service, .5) / at(bare, .5),
                at(service, .99),
                at(bare, .99),
                at(service, .99) / at(bare, .99));
        atOnce(search);
    }

    private void atOnce(URI search) {
        List<CompletableFuture<HttpResponse<String>>> all =
                IntStream.range(0, AT_ONCE)
                        .mapToObj(
                                i ->
                                        http.sendAsync(
                                                request(
                                                        search,
                                                        "POST",
                                                        question(i % questions.size())),
                                                BodyHandlers.ofString()))
                        .toList();
        long failed = all.stream().filter(answer -> answer.join().statusCode() != 200).count();
        System.out.printf(Locale.ROOT, "%d at once: %d without answer%n", AT_ONCE, failed);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    private List<String> nearest(float[] query) {
        double[] scores = new double[vectors.length];
        for (int i = 0; i < scores.length; i++) {
            for (int d = 0; d < query.length; d++) {
                scores[i] += query[d] * vectors[i][d];
            }
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .limit(NEAREST)
                .map(i -> "m" + i)
                .toList();
    }

    private String question(int q) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("query").put("text", questions.get(q));
        body.putArray("modalities").add("visual");
        return body.toString();
    }

    /** As the service asks it: the tenant inside, and as many candidates. */
    private String knn(int q) {
        ObjectNode body = JSON.createObjectNode();
        body.put("size", NEAREST);
        body.putObject("_source").putArray("excludes").add(MomentFields.VISUAL);
        ObjectNode knn = body.putObject("query").putObject("knn").putObject(MomentFields.VISUAL);
        knn.set("vector", JSON.valueToTree(asked.get(q)));
        knn.put("k", 100).putObject("filter").putObject("term").put("tenant", "default");
        return body.toString();
    }

    private double timed(URI uri, String body) throws Exception {
        long start = System.nanoTime();
        send(uri, "POST", body);
        return (System.nanoTime() - start) / 1e6;
    }

    private static HttpRequest request(URI uri, String method, String body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    private JsonNode send(URI uri, String method, String body) throws Exception {
        HttpResponse<String> answer =
                http.send(request(uri, method, body), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(uri + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
