package io.zoetrope.connectors.opensearch.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.opensearch.BulkOptions;
import io.zoetrope.connectors.opensearch.IndexMismatchException;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.SearchConnection;
import io.zoetrope.connectors.opensearch.SearchConnection.Reply;
import io.zoetrope.connectors.opensearch.VectorIndexOptions;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * Finds out, before anything is made, whether a cluster can keep vectors as they are asked for. A
 * cluster that cannot shows it late otherwise: in a mapping it does not know, or in a refresh that
 * never ends.
 */
final class VectorSupport {
    private static final String PLUGIN = "opensearch-knn";
    private static final String TRIAL = "zoetrope-trial-";
    private static final int TRIAL_TIMEOUT_MS = 15_000;

    private final OpenSearchOptions options;
    private final SearchConnection connection;

    /**
     * @param connection stays the caller's to close
     */
    VectorSupport(OpenSearchOptions options, SearchConnection connection) {
        this.options = options;
        this.connection = connection;
    }

    /**
     * @throws IndexMismatchException if a node that holds data has no k-NN plugin; a cluster that
     *     does not tell its plugins is believed to have it
     */
    void requirePlugin() throws IOException {
        Map<String, String> fields =
                Map.of("filter_path", "nodes.*.name,nodes.*.roles,nodes.*.plugins.name");
        Reply reply = connection.call("GET", "/_nodes/plugins", fields, null);
        if (!reply.isSuccess()) {
            return;
        }
        for (JsonNode node : reply.body().path("nodes")) {
            if (holdsData(node)
                    && !node.path("plugins").findValuesAsText("name").contains(PLUGIN)) {
                throw new IndexMismatchException(
                        "OpenSearch's node %s has no k-NN plugin, and moments are vectors: install %s on every node and restart them, or take a distribution that has it"
                                .formatted(node.path("name").asText(), PLUGIN));
            }
        }
    }

    private static boolean holdsData(JsonNode node) {
        JsonNode roles = node.path("roles");
        boolean any = false;
        for (JsonNode role : roles) {
            any |= role.asText().startsWith("data");
        }
        return any || roles.isMissingNode();
    }

    /**
     * Indexes one vector into an index of its own, and drops that again. Only for an engine that
     * comes with native libraries: a node without them takes the mapping and then hangs.
     *
     * @throws IndexMismatchException if the engine does not work
     */
    void tryEngine() throws IOException {
        String engine = options.index().engine();
        if (engine.equals(VectorIndexOptions.LUCENE)) {
            return;
        }
        BulkOptions bulk = options.bulk();
        BulkOptions brief =
                new BulkOptions(
                        bulk.maxDocuments(),
                        bulk.maxBytes(),
                        bulk.maxDelayMs(),
                        bulk.longestPauseMs(),
                        Math.min(TRIAL_TIMEOUT_MS, bulk.requestTimeoutMs()));
        String index = TRIAL + engine + "-" + UUID.randomUUID();
        try (SearchConnection trial = SearchConnection.open(options.withBulk(brief))) {
            String problem = problem(trial, index, engine);
            if (!problem.isEmpty()) {
                requireReachable();
                throw new IndexMismatchException(
                        "OpenSearch cannot index vectors with engine %s (%s): its nodes need the k-NN plugin with native libraries, as the full distribution has it; or set opensearch.engine to lucene. What was tried lies in index %s"
                                .formatted(engine, problem, index));
            }
            trial.call("DELETE", "/" + index, Map.of(), null);
        }
    }

    /** What went wrong, or empty. */
    private static String problem(SearchConnection trial, String index, String engine) {
        try {
            Reply made = trial.call("PUT", "/" + index, Map.of(), trialIndex(engine).toString());
            if (!made.isSuccess()) {
                return made.reason();
            }
            Reply kept =
                    trial.call(
                            "PUT",
                            "/" + index + "/_doc/1",
                            Map.of("refresh", "true"),
                            "{\"v\":[1,0,0,0,0,0,0,0]}");
            return kept.isSuccess() ? "" : kept.reason();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static ObjectNode trialIndex(String engine) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("settings")
                .put("index.knn", true)
                .put("index.number_of_shards", 1)
                .put("index.number_of_replicas", 0);
        ObjectNode vector = root.putObject("mappings").putObject("properties").putObject("v");
        vector.put("type", "knn_vector").put("dimension", 8);
        vector.putObject("method")
                .put("name", "hnsw")
                .put("engine", engine)
                .put("space_type", "l2");
        return root;
    }

    /** A cluster that went away meanwhile says nothing about its engine. */
    private void requireReachable() throws IOException {
        Reply reply = connection.call("GET", "/", Map.of(), null);
        if (!reply.isSuccess()) {
            throw new IOException("OpenSearch does not answer: " + reply.reason());
        }
    }
}
