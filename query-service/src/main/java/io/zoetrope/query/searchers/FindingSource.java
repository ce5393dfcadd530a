package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.BoxFields;
import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.nearness.Similarity;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.nearness.VectorJson;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Asks the index of one kind of thing that is found in videos, besides moments. Thread-safe.
 *
 * @param modality that it is asked for
 */
record FindingSource(IndexReader reader, FindingKind kind, String modality) {
    /** Fewer candidates lose recall, see {@link Reach}. */
    private static final int LEAST_REACH = 100;

    static final double LEAST = 0.05;

    /** Where something lies, and by what searchers tell how likely it is. */
    private static final List<String> PLACE_FIELDS =
            List.of(
                    ObjectFields.VIDEO_ID,
                    ObjectFields.START_MS,
                    ObjectFields.END_MS,
                    ObjectFields.SHOT,
                    ObjectFields.LAST_SHOT,
                    ObjectFields.OBJECT_CLASS,
                    ObjectFields.SCORE,
                    ObjectFields.LABELS,
                    SoundFields.SOUND_CLASSES,
                    SoundFields.SOUND_SCORES);

    /** What becomes of a document that was found. */
    @FunctionalInterface
    interface ToHit {
        /**
         * @param found as OpenSearch gives it, with {@code _score} and {@code _source}
         */
        Hit of(JsonNode found);
    }

    /**
     * What may be found: the tenant's, and what the filter allows. Empty if it asks for what this
     * kind of thing does not have: this source cannot tell then.
     */
    Optional<TermFilter> allowed(Scope scope) {
        SearchRequest.Filter filter = scope.filter();
        if (!knows(filter) || (filter.asksForMetadata() && scope.described().isEmpty())) {
            return Optional.empty();
        }
        TermFilter terms =
                new TermFilter()
                        .term(ObjectFields.TENANT, scope.tenant())
                        .anyOf(ObjectFields.VIDEO_ID, scope.videoIds())
                        .notAnyOf(ObjectFields.VIDEO_ID, scope.passedOver())
                        .overlapping(
                                ObjectFields.VIDEO_ID,
                                ObjectFields.START_MS,
                                ObjectFields.END_MS,
                                scope.stretches())
                        .anyOf(ObjectFields.COLLECTION, filter.collection())
                        .anyOf(ObjectFields.VIDEO_ID, filter.videoId())
                        .anyOf(ObjectFields.OBJECT_CLASS, filter.clazz())
                        .anyOf(ObjectFields.LABELS, filter.label())
                        .anyOf(DialogueFields.LANGUAGE, filter.language())
                        .anyOf(DialogueFields.SPEAKER, filter.speaker());
        if (filter.asksForMetadata()) {
            scope.described().ifPresent(ids -> terms.amongst(ObjectFields.VIDEO_ID, ids));
        }
        if (filter.startMs() != null) {
            terms.range(ObjectFields.START_MS, filter.startMs());
        }
        if (filter.endMs() != null) {
            terms.range(ObjectFields.END_MS, filter.endMs());
        }
        if (!filter.region().isEmpty()) {
            terms.middleIn(box(), filter.region());
        }
        return Optional.of(terms);
    }

    /** Whether this kind of thing has what the filter asks for. */
    private boolean knows(SearchRequest.Filter filter) {
        boolean ofObjects = !filter.clazz().isEmpty() || !filter.label().isEmpty();
        boolean ofPlaces = !filter.region().isEmpty();
        return (!ofObjects || kind == FindingKind.OBJECT)
                && (!ofPlaces || kind == FindingKind.OBJECT || kind == FindingKind.TEXT)
                && (!filter.asksForLines() || kind == FindingKind.LINE);
    }

    /** Fields of left, top, right and bottom. */
    private List<String> box() {
        return kind == FindingKind.OBJECT
                ? List.of(
                        ObjectFields.BEST_X0,
                        ObjectFields.BEST_Y0,
                        ObjectFields.BEST_X1,
                        ObjectFields.BEST_Y1)
                : List.of(BoxFields.X0, BoxFields.Y0, BoxFields.X1, BoxFields.Y1);
    }

    /** What is answered if {@link #allowed} is empty. */
    Hits cannotTell() {
        return Hits.of(List.of(), List.of(new Degraded(modality, "cannot_filter")));
    }

    /** The nearest to a vector in the index of its model. */
    Hits near(VectorIndex index, Scope scope, Vector vector, int depth, ToHit toHit)
            throws IOException {
        return near(index, allowed(scope), scope, vector, depth, toHit);
    }

    /**
     * @param allowed what may be found; empty if this source cannot tell
     */
    Hits near(
            VectorIndex index,
            Optional<TermFilter> allowed,
            Scope scope,
            Vector vector,
            int depth,
            ToHit toHit)
            throws IOException {
        if (allowed.isEmpty()) {
            return cannotTell();
        }
        if (!scope.byVideo()) {
            int reach = Math.max(LEAST_REACH, depth);
            ObjectNode body = knn(body(scope, depth), index, vector, reach, allowed.get());
            return hits(reader.search(index.name(), body), toHit);
        }
        VideoRounds rounds =
                new VideoRounds(
                        modality,
                        (without, size, reach) -> {
                            TermFilter others =
                                    allowed.get().copy().notAnyOf(ObjectFields.VIDEO_ID, without);
                            ObjectNode body = body(scope, size).put("track_total_hits", true);
                            return reader.search(
                                    index.name(), knn(body, index, vector, reach, others));
                        },
                        toHit::of,
                        hit -> hit.confidence() < LEAST);
        VideoRounds.Read read = rounds.read(depth, depth, hit -> true);
        List<Degraded> degraded = new ArrayList<>(read.degraded());
        if (!read.isAll() && read.found().size() < depth) {
            degraded.add(new Degraded(modality, Degraded.DEPTH));
        }
        return Hits.of(read.found().subList(0, Math.min(depth, read.found().size())), degraded);
    }

    private static ObjectNode knn(
            ObjectNode body, VectorIndex index, Vector vector, int reach, TermFilter allowed) {
        ObjectNode knn = body.putObject("query").putObject("knn").putObject(index.field());
        VectorJson.put(knn, "vector", vector);
        knn.put("k", reach);
        knn.set("filter", allowed.toQuery());
        return body;
    }

    /** Those of all models that fulfil one of the conditions at least. */
    Hits any(ArrayNode conditions, Scope scope, int depth, ToHit toHit) throws IOException {
        return any(conditions, allowed(scope), scope, depth, toHit);
    }

    /**
     * @param allowed what may be found; empty if this source cannot tell
     */
    Hits any(
            ArrayNode conditions, Optional<TermFilter> allowed, Scope scope, int depth, ToHit toHit)
            throws IOException {
        if (allowed.isEmpty()) {
            return cannotTell();
        }
        ObjectNode body = body(scope, depth);
        ObjectNode bool = body.putObject("query").putObject("bool");
        bool.set("filter", allowed.get().toQuery());
        bool.put("minimum_should_match", 1);
        bool.set("should", conditions);
        return hits(reader.search(kind.alias(), body), toHit);
    }

    /**
     * Those of all models that fulfil one of the conditions at least, by a number that they have,
     * highest first; of several numbers by the highest.
     *
     * @param body {@link #unsorted}
     * @param missing number of those that have none
     * @param after {@code sort} of the last that was read; empty for the start
     */
    JsonNode byNumber(
            ObjectNode body,
            ArrayNode conditions,
            TermFilter allowed,
            String field,
            double missing,
            Optional<JsonNode> after)
            throws IOException {
        ObjectNode bool = body.putObject("query").putObject("bool");
        ArrayNode all = bool.putArray("filter").add(allowed.toQuery());
        ObjectNode any = all.addObject().putObject("bool");
        any.put("minimum_should_match", 1).set("should", conditions);
        ArrayNode sort = body.putArray("sort");
        sort.addObject().putObject(field).put("order", "desc").put("missing", missing);
        sort.addObject().put(Hit.idField(kind), "asc");
        after.ifPresent(last -> body.set("search_after", last));
        return reader.search(kind.alias(), body);
    }

    /** What a search says besides what it looks for: how many, and how much of each. */
    ObjectNode unsorted(Scope scope, int size) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", size).put("timeout", "5s").put("track_total_hits", false);
        ObjectNode source = body.putObject("_source");
        ArrayNode unread = source.putArray("excludes").add(ObjectFields.BOXES);
        IndexMappings.vectors(kind).forEach(unread::add);
        if (scope.placesOnly()) {
            PLACE_FIELDS.forEach(source.putArray("includes").add(Hit.idField(kind))::add);
        }
        return body;
    }

    private ObjectNode body(Scope scope, int depth) {
        ObjectNode body = unsorted(scope, depth);
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put("_score", "desc");
        sort.addObject().put(Hit.idField(kind), "asc");
        return scope.byVideo() ? KnnBody.byVideo(body) : body;
    }

    /** What is as good as certainly wrong is no hit. */
    private Hits hits(JsonNode answer, ToHit toHit) {
        List<Hit> hits = new ArrayList<>();
        answer.at("/hits/hits").forEach(found -> hits.add(toHit.of(found)));
        hits.removeIf(hit -> hit.confidence() < LEAST);
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return Hits.of(hits, Hits.lacks(modality, answer));
    }

    /**
     * One that is near, and no more is known of it.
     *
     * @param likelihood of a cosine
     * @param whyField a text or names of the document, for people
     */
    ToHit nearness(Similarity similarity, DoubleUnaryOperator likelihood, String whyField) {
        return found -> {
            double score = found.path("_score").asDouble();
            JsonNode document = found.path("_source");
            JsonNode why = document.path(whyField);
            return new Hit(
                    kind,
                    score,
                    similarity.apiScore(score),
                    likelihood.applyAsDouble(similarity.cosine(score)),
                    (why.isArray() ? why.path(0) : why).asText(""),
                    document);
        };
    }
}
