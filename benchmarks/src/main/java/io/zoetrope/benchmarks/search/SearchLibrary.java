package io.zoetrope.benchmarks.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.setup.OpenSearchBootstrap;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.VectorSpace;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.QueryEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Moments around what forty-eight questions ask for, in indexes as the job makes them, one in a
 * hundred in a collection of its own; and which of them are truly nearest. A hundred moments of two
 * seconds are a video.
 */
final class SearchLibrary {
    static final int NEAREST = 10;
    static final int MOMENTS_OF_A_VIDEO = 100;
    static final int MOMENT_MS = 2_000;

    /** Of one moment in a hundred, by chance. */
    private static final String RARE = "rare";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BULK = 1_000;
    private static final int ONE_IN = 100;
    private static final double NOISE = 0.9;

    /**
     * As the service asks, one more than it shows: whether it comes says if there is a next page.
     */
    private static final int SIZE = NEAREST + 1;

    private static final int REACH = 100;
    private static final String[] COLOURS = "red green blue white black yellow".split(" ");
    private static final String[] THINGS = "car boat cat house tree person fish star".split(" ");

    // HTTP/2 would be offered anew with each request, which neither side speaks in plain text.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI node;
    private final Encoders encoders;
    private final QueryEncoder encoder;
    private final Random random = new Random(7);
    private final List<String> questions = new ArrayList<>();
    private final List<float[]> asked = new ArrayList<>();
    private final TrulyNearest nearest;
    private final TrulyNearest nearestRare;
    private int size;

    SearchLibrary(URI node, Encoders encoders) {
        this.node = node;
        this.encoders = encoders;
        this.encoder = encoders.visual();
        for (String colour : COLOURS) {
            for (String thing : THINGS) {
                questions.add("a " + colour + " " + thing);
                asked.add(encoder.text("a " + colour + " " + thing).values());
            }
        }
        this.nearest = new TrulyNearest(asked, NEAREST);
        this.nearestRare = new TrulyNearest(asked, NEAREST);
    }

    List<String> questions() {
        return questions;
    }

    int size() {
        return size;
    }

    /** Where the bare query goes. */
    URI search() {
        return node.resolve("/" + index(FindingKind.MOMENT) + "/_search");
    }

    private String index(FindingKind kind) {
        return IndexNames.pattern(kind, space(kind).model());
    }

    /** What a kind of finding is compared by. */
    VectorSpace space(FindingKind kind) {
        return switch (kind) {
            case MOMENT -> new VectorSpace(kind, encoder.model(), encoder.dimension());
            case LINE, TEXT ->
                    encoders.sentences()
                            .map(e -> new VectorSpace(kind, e.model(), e.dimension()))
                            .orElse(VectorSpace.none(kind));
            case SOUND ->
                    encoders.sounds()
                            .map(e -> new VectorSpace(kind, e.model(), e.dimension()))
                            .orElse(VectorSpace.none(kind));
            case OBJECT, SHOT -> VectorSpace.none(kind);
        };
    }

    Encoders encoders() {
        return encoders;
    }

    void make() throws IOException {
        List<VectorSpace> spaces = new ArrayList<>();
        for (FindingKind kind : FindingKind.values()) {
            spaces.add(space(kind));
        }
        OpenSearchBootstrap.prepare(OpenSearchOptions.of(node.toString()), spaces);
    }

    /** Adds moments; they can be found when this returns. */
    void fill(int moments) throws IOException, InterruptedException {
        int end = size + moments;
        while (size < end) {
            addMoments(Math.min(BULK, end - size));
        }
        refresh();
    }

    /** Adds moments; they can be found a second later. */
    void addMoments(int count) throws IOException, InterruptedException {
        List<ObjectNode> documents = new ArrayList<>();
        for (int i = 0; i < count; i++, size++) {
            float[] vector = near(asked.get(random.nextInt(asked.size())));
            boolean isRare = random.nextInt(ONE_IN) == 0;
            String id = "m" + size;
            nearest.add(id, vector);
            if (isRare) {
                nearestRare.add(id, vector);
            }
            ObjectNode moment = shared(size / MOMENTS_OF_A_VIDEO, FindingKind.MOMENT);
            moment.put("moment_id", id).put("collection", isRare ? RARE : "usual");
            moment.put("start_ms", (long) size % MOMENTS_OF_A_VIDEO * MOMENT_MS);
            moment.put("end_ms", (long) (size % MOMENTS_OF_A_VIDEO + 1) * MOMENT_MS);
            moment.put("shot", size % MOMENTS_OF_A_VIDEO).put("key_frame_ms", 1_000);
            moment.set(MomentFields.VISUAL, JSON.valueToTree(vector));
            documents.add(moment);
        }
        add(FindingKind.MOMENT, documents);
    }

    /** What all findings have. */
    ObjectNode shared(int video, FindingKind kind) {
        VectorSpace space = space(kind);
        return JSON.createObjectNode()
                .put("video_id", "v" + video)
                .put("tenant", "default")
                .put("collection", "usual")
                .put("uri", "file:///none.mp4")
                .put("model", space.model().name())
                .put("model_version", space.model().version());
    }

    void add(FindingKind kind, List<ObjectNode> documents)
            throws IOException, InterruptedException {
        StringBuilder bulk = new StringBuilder();
        documents.forEach(each -> bulk.append("{\"index\":{}}\n").append(each).append('\n'));
        String alias = IndexNames.writeAlias(kind, space(kind).model());
        JsonNode answer = send(node.resolve("/" + alias + "/_bulk"), "POST", bulk.toString());
        if (answer.path("errors").asBoolean()) {
            throw new IllegalStateException("not indexed: " + answer);
        }
    }

    void refresh() throws IOException, InterruptedException {
        send(node.resolve("/_refresh"), "POST", "");
    }

    /** A unit vector near another one. */
    float[] near(float[] centre) {
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
    List<String> nearest(int question, boolean ofRare) {
        return (ofRare ? nearestRare : nearest).of(question);
    }

    /**
     * A question by looks, as a client sends it to the service.
     *
     * @param ofRare only what is in the rare collection
     */
    String question(int q, boolean ofRare) {
        ObjectNode body = asked(q, List.of("visual"));
        if (ofRare) {
            body.putObject("filter").put("collection", RARE);
        }
        return body.toString();
    }

    /** A question of some sources. */
    String question(int q, List<String> modalities) {
        return asked(q, modalities).toString();
    }

    private ObjectNode asked(int q, List<String> modalities) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("query").put("text", questions.get(q));
        modalities.forEach(body.putArray("modalities")::add);
        return body;
    }

    /**
     * The k-NN query that answers the same question: as many candidates, hits and fields, and the
     * same filter; without what the service needs besides, which are an order of what is equally
     * near and a count.
     */
    String bare(int q) {
        ObjectNode body = JSON.createObjectNode();
        body.put("size", SIZE);
        body.putObject("_source").putArray("excludes").add(MomentFields.VISUAL);
        ObjectNode knn = body.putObject("query").putObject("knn").putObject(MomentFields.VISUAL);
        knn.set("vector", JSON.valueToTree(asked.get(q)));
        ArrayNode filter =
                knn.put("k", REACH).putObject("filter").putObject("bool").putArray("filter");
        filter.addObject().putObject("term").put("tenant", "default");
        filter.addObject().putObject("term").put("model", encoder.model().name());
        filter.addObject().putObject("term").put("model_version", encoder.model().version());
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
        return JSON.readTree(text(uri, method, body));
    }

    /**
     * As {@link #send}, unread.
     *
     * @throws IllegalStateException if the answer is no success
     */
    String text(URI uri, String method, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(uri, method, body), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(uri + ": " + answer.body());
        }
        return answer.body();
    }
}
