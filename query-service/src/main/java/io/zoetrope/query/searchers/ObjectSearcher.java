package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.IndexNames;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds moments by the classes of what a detector saw in them, whatever a picture looks like as a
 * whole. The score is the share of the best moment's classes. Thread-safe.
 */
public final class ObjectSearcher implements Searcher {
    private final IndexReader reader;
    private final ModelRef model;

    /**
     * @param model whose moments are read: each model has its own of a video, with the same classes
     */
    public ObjectSearcher(IndexReader reader, ModelRef model) {
        this.reader = reader;
        this.model = model;
    }

    @Override
    public String modality() {
        return Modality.OBJECT;
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        List<Set<String>> names =
                sought.clazz() == null
                        ? ClassNames.in(sought.text())
                        : ClassNames.of(sought.clazz());
        if (names.isEmpty()) {
            return Hits.NONE;
        }
        ObjectNode body = body(names, depth);
        body.withObject("query")
                .withObject("bool")
                .set("filter", MomentSource.allowed(scope, model).toQuery());
        JsonNode answer = reader.search(IndexNames.momentsPattern(model), body);
        return new Hits(hits(answer), Optional.empty(), Hits.lacks(modality(), answer));
    }

    private static ObjectNode body(List<Set<String>> names, int depth) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", depth).put("timeout", "5s").put("track_total_hits", false);
        MomentSource.FIELDS.forEach(body.putArray("_source")::add);
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put("_score", "desc");
        sort.addObject().put(MomentFields.MOMENT_ID, "asc");
        ObjectNode bool = body.putObject("query").putObject("bool");
        bool.put("minimum_should_match", 1);
        ArrayNode should = bool.putArray("should");
        for (Set<String> forms : names) {
            ArrayNode any =
                    should.addObject()
                            .putObject("constant_score")
                            .putObject("filter")
                            .putObject("bool")
                            .putArray("should");
            for (String form : forms) {
                any.addObject()
                        .putObject("term")
                        .putObject(MomentFields.OBJECT_CLASSES)
                        .put("value", form)
                        .put("case_insensitive", true);
            }
        }
        return body;
    }

    private static List<Hit> hits(JsonNode answer) {
        List<Hit> hits = new ArrayList<>();
        JsonNode found = answer.at("/hits/hits");
        double most = found.path(0).path("_score").asDouble();
        for (JsonNode hit : found) {
            double score = hit.path("_score").asDouble();
            hits.add(new Hit(score, score / most, hit.path("_source")));
        }
        return hits;
    }
}
