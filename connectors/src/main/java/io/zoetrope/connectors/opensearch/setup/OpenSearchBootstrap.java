package io.zoetrope.connectors.opensearch.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.opensearch.IndexMismatchException;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.SearchConnection;
import io.zoetrope.connectors.opensearch.SearchConnection.Reply;
import io.zoetrope.connectors.opensearch.VectorIndexOptions;
import io.zoetrope.connectors.opensearch.Verdict;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.VectorSpace;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes index templates, first indexes and aliases. Safe to run at every start and by several at
 * once: what exists is kept, and nothing is written if it does not fit.
 */
public final class OpenSearchBootstrap implements Closeable {
    private static final String EXISTS = "resource_already_exists_exception";
    private static final int NOT_FOUND = 404;
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchBootstrap.class);

    private final SearchConnection connection;
    private final VectorIndexOptions options;
    private final VectorSupport support;

    private OpenSearchBootstrap(SearchConnection connection, OpenSearchOptions options) {
        this.connection = connection;
        this.options = options.index();
        this.support = new VectorSupport(options, connection);
    }

    /**
     * Makes what {@code WriteIndexFactory} and the query service need: the indexes of statuses and
     * of labels, and for each kind of finding at least one index and its alias.
     *
     * @param spaces what is found; kinds that are not among them have an index without vectors
     * @throws IndexMismatchException if the cluster has no k-NN plugin or the engine does not work
     *     there, a model's alias holds vectors of another dimension, or OpenSearch refuses
     * @throws IOException if OpenSearch cannot be reached
     */
    public static void prepare(OpenSearchOptions options, List<VectorSpace> spaces)
            throws IOException {
        try (OpenSearchBootstrap bootstrap =
                new OpenSearchBootstrap(SearchConnection.open(options), options)) {
            bootstrap.prepare(completed(spaces));
        }
    }

    private static List<VectorSpace> completed(List<VectorSpace> spaces) {
        List<VectorSpace> all = new ArrayList<>(spaces);
        for (FindingKind kind : FindingKind.values()) {
            if (spaces.stream().noneMatch(space -> space.kind() == kind)) {
                all.add(VectorSpace.none(kind));
            }
        }
        return all;
    }

    private void prepare(List<VectorSpace> spaces) throws IOException {
        support.requirePlugin();
        boolean newVectors = false;
        for (VectorSpace space : spaces) {
            newVectors |= space.dimension() > 0 && !exists(writeAlias(space));
        }
        if (newVectors) {
            support.tryEngine();
        }
        for (VectorSpace space : spaces) {
            requireDimension(space);
        }
        makeAlone(
                IndexNames.VIDEOS,
                IndexNames.VIDEOS_FIRST,
                IndexTemplates.videos(options),
                IndexMappings.videos());
        makeAlone(
                IndexNames.LABELS,
                IndexNames.LABELS_FIRST,
                IndexTemplates.labels(options),
                IndexMappings.labels());
        makeAlone(
                IndexNames.LABEL_TASKS,
                IndexNames.LABEL_TASKS_FIRST,
                IndexTemplates.labelTasks(options),
                IndexMappings.labelTasks());
        for (VectorSpace space : spaces) {
            make(space);
            // Another start may have made the index meanwhile, with another dimension.
            requireDimension(space);
        }
    }

    /** One that no model decides about. */
    private void makeAlone(String alias, String firstIndex, ObjectNode template, String mapping)
            throws IOException {
        put("/_index_template/zoetrope-" + alias, template);
        makeIndex(alias, firstIndex, IndexTemplates.mapping(mapping));
    }

    private static String writeAlias(VectorSpace space) {
        return IndexNames.writeAlias(space.kind(), space.model());
    }

    private void make(VectorSpace space) throws IOException {
        String path = "/_index_template/zoetrope-" + IndexNames.of(space.kind(), space.model());
        ObjectNode template = IndexTemplates.findings(space, options);
        if (space.kind().isByModel()) {
            putDerivingVectors(path, template);
        } else {
            put(path, template);
        }
        makeIndex(
                writeAlias(space),
                IndexNames.first(space.kind(), space.model()),
                missingFields(space));
    }

    private void putDerivingVectors(String path, ObjectNode template) throws IOException {
        Reply derived = tryPut(path, IndexTemplates.derivingVectors(template));
        if (isUnknownSetting(derived)) {
            LOG.info(
                    "OpenSearch does not know {} (2.19 and later do): vectors stand in documents too",
                    IndexTemplates.DERIVED_SOURCE);
            put(path, template);
        } else {
            require(derived, path);
        }
    }

    /** Of vectors only those that are not there: how they were made stays as it is. */
    private ObjectNode missingFields(VectorSpace space) throws IOException {
        ObjectNode mapping = IndexTemplates.mapping(IndexMappings.of(space.kind()));
        ObjectNode vectors = IndexTemplates.vectors(space, options);
        for (JsonNode properties : properties(writeAlias(space))) {
            properties.fieldNames().forEachRemaining(vectors::remove);
        }
        ((ObjectNode) mapping.get("properties")).setAll(vectors);
        return mapping;
    }

    private void makeIndex(String writeAlias, String firstIndex, ObjectNode fields)
            throws IOException {
        if (exists(writeAlias)) {
            addFields(writeAlias, fields);
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("aliases").putObject(writeAlias).put("is_write_index", true);
        Reply reply = connection.call("PUT", "/" + firstIndex, Map.of(), body.toString());
        boolean madeByAnother = reply.body().path("error").path("type").asText("").equals(EXISTS);
        if (!madeByAnother) {
            require(reply, "index " + firstIndex);
        }
    }

    private static boolean isUnknownSetting(Reply reply) {
        return !reply.isSuccess()
                && reply.body()
                        .toString()
                        .contains("unknown setting [" + IndexTemplates.DERIVED_SOURCE);
    }

    /** An index that an older version of this program made lacks the fields that came since. */
    private void addFields(String alias, ObjectNode fields) throws IOException {
        require(
                connection.call("PUT", "/" + alias + "/_mapping", Map.of(), fields.toString()),
                "the fields of " + alias);
    }

    private boolean exists(String alias) throws IOException {
        return connection.call("HEAD", "/_alias/" + alias, Map.of(), null).isSuccess();
    }

    private void requireDimension(VectorSpace space) throws IOException {
        String alias = writeAlias(space);
        for (JsonNode properties : properties(alias)) {
            for (String field : IndexMappings.vectors(space.kind())) {
                int found = properties.path(field).path("dimension").asInt(0);
                // A model that gives no vectors fits, and one that gives them where none were.
                if (found != space.dimension() && found > 0 && space.dimension() > 0) {
                    throw new IndexMismatchException(
                            String.format(
                                    Locale.ROOT,
                                    "alias %s holds vectors of %d dimensions, model %s gives %d: use another model version, or remove the index",
                                    alias,
                                    found,
                                    space.model().id(),
                                    space.dimension()));
                }
            }
        }
    }

    /** Mapped fields of each index behind an alias; empty if there is none. */
    private List<JsonNode> properties(String alias) throws IOException {
        Reply reply = connection.call("GET", "/" + alias + "/_mapping", Map.of(), null);
        if (reply.status() == NOT_FOUND) {
            return List.of();
        }
        require(reply, "the mapping of " + alias);
        List<JsonNode> all = new ArrayList<>();
        reply.body().forEach(index -> all.add(index.path("mappings").path("properties")));
        return all;
    }

    private void put(String path, ObjectNode body) throws IOException {
        require(tryPut(path, body), path);
    }

    private Reply tryPut(String path, ObjectNode body) throws IOException {
        return connection.call("PUT", path, Map.of(), body.toString());
    }

    private static void require(Reply reply, String what) throws IOException {
        if (reply.isSuccess()) {
            return;
        }
        String message = "OpenSearch refused " + what + ": " + reply.reason();
        String type = reply.body().path("error").path("type").asText("");
        throw Verdict.of(reply.status(), type) == Verdict.RETRY
                ? new IOException(message)
                : new IndexMismatchException(message);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
