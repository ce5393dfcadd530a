package io.zoetrope.query.labels.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.nearness.VectorIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads objects and moments, with how they look. Thread-safe. */
public final class FindingReader {
    /** So many nearest are looked through. */
    static final int REACH = 1_000;

    /** So many say what is common to all. */
    private static final int SAMPLE = 400;

    private static final int ANY_DIMENSION = 0;
    private static final String BOTH = IndexNames.OBJECTS + "," + IndexNames.MOMENTS;

    /**
     * Findings that lie near, best first.
     *
     * @param after sort values of the last one; null if there are no more
     */
    public record Near(List<JsonNode> documents, List<Double> scores, ArrayNode after) {
        static final Near NONE = new Near(List.of(), List.of(), null);
    }

    private record Space(FindingKind kind, ModelRef model) {}

    private final IndexReader reader;
    private final Map<Space, VectorIndex> indexes = new ConcurrentHashMap<>();

    public FindingReader(IndexReader reader) {
        this.reader = reader;
    }

    /** One object or moment with its vector; empty if the tenant has none of this id. */
    public Optional<JsonNode> find(TeachableKind kind, String tenant, String id)
            throws IOException {
        ObjectNode body = body(1);
        body.set(
                "query",
                new TermFilter()
                        .term(ObjectFields.TENANT, tenant)
                        .term(kind.idField(), id)
                        .toQuery());
        JsonNode hits = reader.search(kind.finding().alias(), body).at("/hits/hits");
        return hits.isEmpty() ? Optional.empty() : Optional.of(hits.get(0).path("_source"));
    }

    /** Those of some ids that the tenant has, in any order. */
    public List<JsonNode> find(String tenant, List<String> ids) throws IOException {
        if (ids.isEmpty()) {
            return List.of();
        }
        ObjectNode body = body(2 * ids.size());
        ObjectNode bool = body.putObject("query").putObject("bool");
        ArrayNode filter = bool.putArray("filter");
        filter.addObject().putObject("term").put(ObjectFields.TENANT, tenant);
        ArrayNode any = filter.addObject().putObject("bool").putArray("should");
        for (TeachableKind kind : TeachableKind.ALL) {
            ids.forEach(any.addObject().putObject("terms").putArray(kind.idField())::add);
        }
        return sources(reader.search(BOTH, body).at("/hits/hits"));
    }

    /**
     * What looks like a vector among what one model found.
     *
     * @param allowed stands inside the clause for nearness: the nearest of those allowed are found
     * @param limit at most {@link #REACH}
     * @param after of the page before; null for the first
     */
    public Near near(
            TeachableKind kind,
            ModelRef model,
            Vector vector,
            TermFilter allowed,
            int limit,
            ArrayNode after)
            throws IOException {
        VectorIndex index =
                indexes.computeIfAbsent(new Space(kind.finding(), model), this::vectorIndex);
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty() || shape.get().dimension() != vector.dimension()) {
            return Near.NONE;
        }
        ObjectNode body = body(limit + 1);
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put("_score", "desc");
        sort.addObject().put(kind.idField(), "asc");
        if (after != null) {
            body.set("search_after", after);
        }
        ObjectNode knn = body.putObject("query").putObject("knn").putObject(kind.vectorField());
        ArrayNode values = knn.putArray("vector");
        for (float value : vector.values()) {
            values.add(value);
        }
        knn.put("k", REACH);
        knn.set("filter", allowed.toQuery());
        JsonNode hits = reader.search(index.name(), body).at("/hits/hits");
        List<JsonNode> documents = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, hits.size()); i++) {
            documents.add(hits.get(i).path("_source"));
            scores.add(shape.get().similarity().apiScore(hits.get(i).path("_score").asDouble()));
        }
        boolean more = hits.size() > limit;
        return new Near(
                documents, scores, more ? (ArrayNode) hits.get(limit - 1).path("sort") : null);
    }

    /** How some of a tenant's findings look, taken by chance, the same ones each time. */
    public List<Vector> sample(
            TeachableKind kind, String tenant, ModelRef model, Set<String> classes)
            throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", SAMPLE).put("timeout", "5s").put("track_total_hits", false);
        body.putArray("_source").add(kind.vectorField());
        ObjectNode scored = body.putObject("query").putObject("function_score");
        scored.set(
                "query",
                new TermFilter()
                        .term(ObjectFields.TENANT, tenant)
                        .term(ObjectFields.MODEL, model.name())
                        .term(ObjectFields.MODEL_VERSION, model.version())
                        .anyOf(ObjectFields.OBJECT_CLASS, List.copyOf(classes))
                        .toQuery());
        scored.putObject("random_score").put("seed", 1).put("field", "_seq_no");
        scored.put("boost_mode", "replace");
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode document :
                sources(reader.search(kind.finding().alias(), body).at("/hits/hits"))) {
            Vector vector = kind.vectorOf(document);
            if (vector.dimension() > 0) {
                vectors.add(vector);
            }
        }
        return vectors;
    }

    private VectorIndex vectorIndex(Space space) {
        return new VectorIndex(
                reader,
                space.kind(),
                TeachableKind.of(space.kind()).vectorField(),
                space.model(),
                ANY_DIMENSION);
    }

    private static ObjectNode body(int size) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", size).put("timeout", "5s").put("track_total_hits", false);
        body.putObject("_source")
                .putArray("excludes")
                .add(ObjectFields.BOXES)
                .add(ObjectFields.BEST_APPEARANCE);
        return body;
    }

    private static List<JsonNode> sources(JsonNode hits) {
        List<JsonNode> sources = new ArrayList<>();
        hits.forEach(hit -> sources.add(hit.path("_source")));
        return sources;
    }
}
