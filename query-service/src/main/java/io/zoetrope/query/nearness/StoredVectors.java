package io.zoetrope.query.nearness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import java.io.IOException;
import java.util.Optional;

/** Reads the vectors of what is indexed, for searches by an example. Thread-safe. */
public final class StoredVectors {
    /**
     * @param model that made it
     */
    public record Stored(ModelRef model, Vector vector) {}

    private final IndexReader reader;

    public StoredVectors(IndexReader reader) {
        this.reader = reader;
    }

    /**
     * Empty if a tenant has no such document, or it has no vector.
     *
     * @param index name, alias or pattern
     * @param idField that holds the id
     * @param field of the vector
     */
    public Optional<Stored> read(
            String index, String tenant, String idField, String id, String field)
            throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", 1).put("track_total_hits", false).put("timeout", "5s");
        body.putArray("_source").add(field).add(MomentFields.MODEL).add(MomentFields.MODEL_VERSION);
        body.set(
                "query",
                new TermFilter().term(MomentFields.TENANT, tenant).term(idField, id).toQuery());
        JsonNode source = reader.search(index, body).at("/hits/hits/0/_source");
        ModelRef model =
                new ModelRef(
                        source.path(MomentFields.MODEL).asText(),
                        source.path(MomentFields.MODEL_VERSION).asText());
        return vector(source.path(field)).map(vector -> new Stored(model, vector));
    }

    /** Empty if there is none. */
    public static Optional<Vector> vector(JsonNode values) {
        if (!values.isArray() || values.isEmpty()) {
            return Optional.empty();
        }
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) values.get(i).asDouble();
        }
        return Optional.of(new Vector(vector));
    }
}
