package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds moments by the classes of what a detector saw in them, if only in one frame. The score is
 * the share of the best moment's classes. Thread-safe.
 */
public final class MomentClassSearcher implements Searcher {
    /** Nobody followed it, so it may be a mistake of one frame. */
    private static final double SEEN_ONCE = 0.8;

    private final IndexReader reader;
    private final ModelRef model;

    /**
     * @param model whose moments are read: each model has its own of a video, with the same classes
     */
    public MomentClassSearcher(IndexReader reader, ModelRef model) {
        this.reader = reader;
        this.model = model;
    }

    @Override
    public String modality() {
        return Modality.OBJECT;
    }

    @Override
    public boolean knows(Subject subject) {
        return !ClassNames.of(subject).isEmpty();
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        ClassNames names = ClassNames.of(sought.subject());
        // What is said to be in a moment holds wherever it lies, so not only for those found.
        Scope videos = scope.ofAnyMoment();
        if (!MomentSource.knows(scope.filter())) {
            // Objects say for this modality whether it can tell.
            return Hits.NONE;
        }
        ObjectNode body = body(scope, names, depth);
        body.withObject("query")
                .withObject("bool")
                .set("filter", MomentSource.allowed(videos, model).toQuery());
        ObjectNode asked = scope.byVideo() ? KnnBody.byVideo(body) : body;
        JsonNode answer = reader.search(IndexNames.momentsPattern(model), asked);
        return Hits.of(hits(answer, names), Hits.lacks(modality(), answer));
    }

    private static ObjectNode body(Scope scope, ClassNames names, int depth) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", depth).put("timeout", "5s").put("track_total_hits", false);
        MomentSource.read(body, scope);
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put("_score", "desc");
        sort.addObject().put(MomentFields.MOMENT_ID, "asc");
        ObjectNode bool = body.putObject("query").putObject("bool");
        bool.put("minimum_should_match", 1);
        bool.set("should", names.conditions(MomentFields.OBJECT_CLASSES));
        return body;
    }

    private static List<Hit> hits(JsonNode answer, ClassNames names) {
        List<Hit> hits = new ArrayList<>();
        JsonNode found = answer.at("/hits/hits");
        double most = found.path(0).path("_score").asDouble();
        for (JsonNode each : found) {
            hits.add(hit(each, most, names));
        }
        return hits;
    }

    private static Hit hit(JsonNode found, double most, ClassNames names) {
        JsonNode moment = found.path("_source");
        double share = 0;
        String why = "";
        for (JsonNode name : moment.path(MomentFields.OBJECT_CLASSES)) {
            double said = names.share(name.asText());
            why = said > share ? name.asText() : why;
            share = Math.max(share, said);
        }
        double score = found.path("_score").asDouble();
        return new Hit(FindingKind.MOMENT, score, score / most, SEEN_ONCE * share, why, moment);
    }
}
