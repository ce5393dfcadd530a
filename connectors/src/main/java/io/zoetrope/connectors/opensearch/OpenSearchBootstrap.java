package io.zoetrope.connectors.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.opensearch.SearchConnection.Reply;
import io.zoetrope.domain.IndexMappings;
import io.zoetrope.domain.IndexNames;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.MomentFields;
import java.io.Closeable;
import java.io.IOException;
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
     * Makes what {@link WriteIndexFactory} needs for the moments of one model.
     *
     * @param dimension of the model's vectors
     * @throws IndexMismatchException if the cluster has no k-NN plugin or the engine does not work
     *     there, the model's alias holds vectors of another dimension, or OpenSearch refuses
     * @throws IOException if OpenSearch cannot be reached
     */
    public static void prepare(OpenSearchOptions options, ModelRef model, int dimension)
            throws IOException {
        try (OpenSearchBootstrap bootstrap =
                new OpenSearchBootstrap(SearchConnection.open(options), options)) {
            bootstrap.support.requirePlugin();
            if (!bootstrap.exists(IndexNames.momentsWriteAlias(model))) {
                bootstrap.support.tryEngine();
            }
            bootstrap.requireDimension(model, dimension);
            bootstrap.makeVideos();
            bootstrap.makeShots();
            bootstrap.makeMoments(model, dimension);
            // Another start may have made the index meanwhile, with another dimension.
            bootstrap.requireDimension(model, dimension);
        }
    }

    private void makeVideos() throws IOException {
        put("/_index_template/zoetrope-videos", IndexTemplates.videos(options));
        makeIndex(IndexNames.VIDEOS, IndexNames.VIDEOS_FIRST, IndexMappings.videos());
    }

    private void makeShots() throws IOException {
        put("/_index_template/zoetrope-shots", IndexTemplates.shots(options));
        makeIndex(IndexNames.SHOTS, IndexNames.SHOTS_FIRST, IndexMappings.shots());
    }

    private void makeMoments(ModelRef model, int dimension) throws IOException {
        String path = "/_index_template/zoetrope-" + IndexNames.moments(model);
        ObjectNode template = IndexTemplates.moments(model, dimension, options);
        Reply derived = tryPut(path, IndexTemplates.derivingVectors(template));
        if (isUnknownSetting(derived)) {
            LOG.info(
                    "OpenSearch does not know {} (2.19 and later do): vectors stand in documents too",
                    IndexTemplates.DERIVED_SOURCE);
            put(path, template);
        } else {
            require(derived, path);
        }
        makeIndex(
                IndexNames.momentsWriteAlias(model),
                IndexNames.momentsFirst(model),
                IndexMappings.moments());
    }

    private void makeIndex(String writeAlias, String firstIndex, String fields) throws IOException {
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
    private void addFields(String alias, String fields) throws IOException {
        require(
                connection.call("PUT", "/" + alias + "/_mapping", Map.of(), fields),
                "the fields of " + alias);
    }

    private boolean exists(String alias) throws IOException {
        return connection.call("HEAD", "/_alias/" + alias, Map.of(), null).isSuccess();
    }

    private void requireDimension(ModelRef model, int dimension) throws IOException {
        String alias = IndexNames.momentsWriteAlias(model);
        Reply reply = connection.call("GET", "/" + alias + "/_mapping", Map.of(), null);
        if (reply.status() == NOT_FOUND) {
            return;
        }
        require(reply, "the mapping of " + alias);
        for (JsonNode index : reply.body()) {
            JsonNode visual = index.path("mappings").path("properties").path(MomentFields.VISUAL);
            int found = visual.path("dimension").asInt(0);
            if (found != dimension) {
                throw new IndexMismatchException(
                        String.format(
                                Locale.ROOT,
                                "alias %s holds vectors of %d dimensions, model %s gives %d: use another model version, or remove the index",
                                alias,
                                found,
                                model.id(),
                                dimension));
            }
        }
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
