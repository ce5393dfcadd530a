package io.zoetrope.connectors.opensearch.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.opensearch.VectorIndexOptions;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.VectorSpace;

/** Composable index templates: settings, mapping, and the alias over all indexes of a kind. */
final class IndexTemplates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PRIORITY = 200;

    /**
     * Vectors are kept once, as the engine has them, and put into the source when it is read:
     * without it they stand in it as text too, three times as large. Partial updates and reindexing
     * see them all the same, which excludes would take away from both.
     */
    static final String DERIVED_SOURCE = "index.knn.derived_source.enabled";

    /** How soon people see what became of a video. */
    private static final String LIVE = "1s";

    /**
     * How soon findings of a video that is still worked on are found: before its last status they
     * are refreshed anyway. Each refresh writes a segment with a graph of its own, to be merged.
     */
    private static final String FOUND = "5s";

    private IndexTemplates() {}

    /** For {@code videos-*}. */
    static ObjectNode videos(VectorIndexOptions options) {
        return template(IndexNames.VIDEOS_PATTERN, options, mapping(IndexMappings.videos()));
    }

    /** For {@code labels-*}. */
    static ObjectNode labels(VectorIndexOptions options) {
        return template(IndexNames.LABELS_PATTERN, options, mapping(IndexMappings.labels()));
    }

    /** For {@code label-tasks-*}. */
    static ObjectNode labelTasks(VectorIndexOptions options) {
        return template(
                IndexNames.LABEL_TASKS_PATTERN, options, mapping(IndexMappings.labelTasks()));
    }

    /** For the numbered indexes of one kind and model, {@code moments-<model id>-*}. */
    static ObjectNode findings(VectorSpace space, VectorIndexOptions options) {
        ObjectNode mapping = mapping(IndexMappings.of(space.kind()));
        ObjectNode vectors = vectors(space, options);
        ((ObjectNode) mapping.get("properties")).setAll(vectors);
        String pattern = IndexNames.pattern(space.kind(), space.model());
        ObjectNode root = template(pattern, options, mapping);
        ObjectNode template = (ObjectNode) root.get("template");
        ObjectNode settings = (ObjectNode) template.get("settings");
        settings.put("index.refresh_interval", FOUND);
        if (space.kind().isByModel()) {
            // Also without vectors: the setting cannot be changed when they come.
            settings.put("index.knn", true);
            template.putObject("aliases").putObject(space.kind().alias());
        }
        return root;
    }

    /** The mappings of a space's vectors by their fields; empty if it has none. */
    static ObjectNode vectors(VectorSpace space, VectorIndexOptions options) {
        ObjectNode vectors = JSON.createObjectNode();
        if (space.dimension() > 0) {
            for (String field : IndexMappings.vectors(space.kind())) {
                vectors.set(field, vector(space.dimension(), options));
            }
        }
        return vectors;
    }

    /** A copy of a template, for nodes that know {@link #DERIVED_SOURCE}. */
    static ObjectNode derivingVectors(ObjectNode template) {
        ObjectNode copy = template.deepCopy();
        copy.withObject("/template/settings").put(DERIVED_SOURCE, true);
        return copy;
    }

    private static ObjectNode vector(int dimension, VectorIndexOptions options) {
        ObjectNode vector = JSON.createObjectNode();
        vector.put("type", "knn_vector").put("dimension", dimension);
        ObjectNode method = vector.putObject("method");
        method.put("name", "hnsw")
                .put("engine", options.engine())
                .put("space_type", "cosinesimil")
                .putObject("parameters")
                .put("m", options.m())
                .put("ef_construction", options.efConstruction());
        return vector;
    }

    private static ObjectNode template(
            String pattern, VectorIndexOptions options, ObjectNode mapping) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("index_patterns").add(pattern);
        root.put("priority", PRIORITY);
        ObjectNode template = root.putObject("template");
        template.putObject("settings")
                .put("index.number_of_shards", options.shards())
                .put("index.number_of_replicas", options.replicas())
                .put("index.refresh_interval", LIVE);
        template.set("mappings", mapping);
        return root;
    }

    static ObjectNode mapping(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping of our own", e);
        }
    }
}
