package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds objects and moments that have a label, and below them objects that may have it.
 * Thread-safe.
 */
public final class LabelSearcher implements Searcher {
    /** Somebody said so, or it is likely enough to be spread. */
    private static final double HAS = 0.95;

    /** Less likely than not, and nobody has said. */
    private static final double MAY_HAVE = 0.3;

    private final IndexReader reader;
    private final FindingSource objects;
    private final ModelRef model;

    /**
     * @param model whose moments are read: each model has its own of a video
     */
    public LabelSearcher(IndexReader reader, ModelRef model) {
        this.reader = reader;
        this.objects = new FindingSource(reader, FindingKind.OBJECT, Modality.OBJECT);
        this.model = model;
    }

    @Override
    public String modality() {
        return Modality.OBJECT;
    }

    @Override
    public boolean knows(Subject subject) {
        return subject instanceof Subject.OfLabel;
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        if (!(sought.subject() instanceof Subject.OfLabel of)) {
            return Hits.NONE;
        }
        ArrayNode conditions = Json.MAPPER.createArrayNode();
        conditions.add(scored(ObjectFields.LABELS, of.name(), HAS));
        conditions.add(scored(ObjectFields.LIKELY_LABELS, of.name(), MAY_HAVE));
        Hits found =
                objects.any(
                        conditions,
                        scope,
                        depth,
                        each -> hit(FindingKind.OBJECT, each.path("_source"), of.name()));
        List<Hit> hits = new ArrayList<>(found.hits());
        List<Degraded> degraded = new ArrayList<>(found.degraded());
        if (MomentSource.knows(scope.filter())) {
            JsonNode answer = moments(scope, of.name(), depth);
            answer.at("/hits/hits")
                    .forEach(
                            each ->
                                    hits.add(
                                            hit(
                                                    FindingKind.MOMENT,
                                                    each.path("_source"),
                                                    of.name())));
            degraded.addAll(Hits.lacks(modality(), answer));
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        if (scope.byVideo()) {
            Set<String> videos = new HashSet<>();
            hits.removeIf(hit -> !videos.add(hit.videoId()));
        }
        return Hits.of(hits.subList(0, Math.min(depth, hits.size())), degraded);
    }

    /** A label holds wherever a moment lies, so not only for those found. */
    private JsonNode moments(Scope scope, String name, int depth) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", depth).put("timeout", "5s").put("track_total_hits", false);
        MomentSource.read(body, scope);
        body.putArray("sort").addObject().put(MomentFields.MOMENT_ID, "asc");
        body.set(
                "query",
                MomentSource.allowed(scope.ofAnyMoment(), model)
                        .term(MomentFields.LABELS, name)
                        .toQuery());
        ObjectNode asked = scope.byVideo() ? KnnBody.byVideo(body) : body;
        return reader.search(IndexNames.momentsPattern(model), asked);
    }

    private static ObjectNode scored(String field, String name, double score) {
        ObjectNode condition = Json.MAPPER.createObjectNode();
        ObjectNode constant = condition.putObject("constant_score");
        constant.putObject("filter").putObject("term").put(field, name);
        constant.put("boost", score);
        return condition;
    }

    private static Hit hit(FindingKind kind, JsonNode document, String name) {
        boolean has = kind == FindingKind.MOMENT;
        for (JsonNode label : document.path(ObjectFields.LABELS)) {
            has |= label.asText().equals(name);
        }
        double score = has ? HAS : MAY_HAVE;
        return new Hit(kind, score, score, score, name, document);
    }
}
