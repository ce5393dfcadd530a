package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.nearness.StoredVectors;
import io.zoetrope.query.question.Degraded;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads how moments look, to tell whether they look alike. Thread-safe. */
public final class MomentVectors {
    /** As an answer names what did not take part: results are not told apart by their looks. */
    public static final String SOURCE = "diversify";

    private final IndexReader reader;
    private final ModelRef model;

    public MomentVectors(IndexReader reader, ModelRef model) {
        this.reader = reader;
        this.model = model;
    }

    /**
     * By the moments' ids; what is not there has none.
     *
     * @param degraded takes what the index could not look at
     * @throws IOException if the index does not answer
     */
    public Map<String, Vector> of(
            String tenant, List<String> momentIds, Collection<Degraded> degraded)
            throws IOException {
        Map<String, Vector> vectors = new HashMap<>();
        if (momentIds.isEmpty()) {
            return vectors;
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", momentIds.size()).put("track_total_hits", false).put("timeout", "5s");
        body.putArray("_source").add(MomentFields.MOMENT_ID).add(MomentFields.VISUAL);
        body.set(
                "query",
                new TermFilter()
                        .term(MomentFields.TENANT, tenant)
                        .anyOf(MomentFields.MOMENT_ID, momentIds)
                        .toQuery());
        String index = IndexNames.pattern(FindingKind.MOMENT, model);
        JsonNode answer = reader.search(index, body);
        degraded.addAll(Hits.lacks(SOURCE, answer));
        for (JsonNode hit : answer.at("/hits/hits")) {
            JsonNode document = hit.path("_source");
            StoredVectors.vector(document.path(MomentFields.VISUAL))
                    .ifPresent(v -> vectors.put(document.path(MomentFields.MOMENT_ID).asText(), v));
        }
        return vectors;
    }
}
