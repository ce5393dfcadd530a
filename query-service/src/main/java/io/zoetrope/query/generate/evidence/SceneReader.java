package io.zoetrope.query.generate.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.domain.index.TextFields;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.searchers.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is indexed of stretches of videos. Thread-safe. */
public final class SceneReader {
    /** As many as one question of OpenSearch gives. */
    private static final int MOST_MOMENTS = 10_000;

    /** Of one kind, in each stretch: as many as OpenSearch gives of a part of an answer. */
    static final int MOST_SIGNS = 100;

    private static final String STRETCHES = "stretches";
    private static final String SIGNS = "signs";

    private final IndexReader reader;
    private final ModelRef model;

    /**
     * @param model that made the moments
     */
    public SceneReader(IndexReader reader, ModelRef model) {
        this.reader = reader;
        this.model = model;
    }

    /** The moments of a stretch in order of time, each a scene; a day of video at most. */
    List<Scene> moments(String tenant, Question.Stretch stretch, Set<Degraded> degraded)
            throws IOException {
        TermFilter filter =
                ofModel(new TermFilter().term(MomentFields.TENANT, tenant))
                        .term(MomentFields.VIDEO_ID, stretch.videoId());
        ObjectNode body = body(MOST_MOMENTS);
        body.putArray("_source")
                .add(MomentFields.MOMENT_ID)
                .add(MomentFields.TITLE)
                .add(MomentFields.START_MS)
                .add(MomentFields.END_MS);
        ObjectNode query = filter.toQuery();
        ArrayNode conditions = query.withObject("/bool").withArray("/filter");
        overlap(conditions, stretch.startMs(), stretch.endMs());
        body.set("query", query);
        body.putArray("sort").addObject().put(MomentFields.START_MS, "asc");
        List<Scene> scenes = new ArrayList<>();
        for (JsonNode hit : hits(body, degraded)) {
            scenes.add(
                    Scene.ofAnything(
                            stretch.videoId(),
                            hit.path(MomentFields.TITLE).asText(""),
                            hit.path(MomentFields.MOMENT_ID).asText(),
                            Math.max(stretch.startMs(), hit.path(MomentFields.START_MS).asLong()),
                            Math.min(stretch.endMs(), hit.path(MomentFields.END_MS).asLong())));
        }
        return scenes;
    }

    /** Of those moments that have one. */
    Map<String, Vector> looks(String tenant, List<String> momentIds, Set<Degraded> degraded)
            throws IOException {
        ObjectNode body = body(momentIds.size());
        body.putArray("_source").add(MomentFields.MOMENT_ID).add(MomentFields.VISUAL);
        body.set(
                "query",
                ofModel(new TermFilter().term(MomentFields.TENANT, tenant))
                        .anyOf(MomentFields.MOMENT_ID, momentIds)
                        .toQuery());
        Map<String, Vector> looks = new HashMap<>();
        for (JsonNode hit : hits(body, degraded)) {
            JsonNode values = hit.path(MomentFields.VISUAL);
            float[] vector = new float[values.size()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) values.get(i).asDouble();
            }
            if (vector.length > 0) {
                looks.put(hit.path(MomentFields.MOMENT_ID).asText(), new Vector(vector));
            }
        }
        return looks;
    }

    /**
     * The same scenes, and what is said, written, seen and heard in each.
     *
     * @param degraded gets what could not be read, or was more than is read of a stretch
     */
    List<Scene> withSigns(
            String tenant, List<Scene> scenes, FindingKind kind, Set<Degraded> degraded)
            throws IOException {
        ObjectNode body = body(0);
        body.set("query", new TermFilter().term(MomentFields.TENANT, tenant).toQuery());
        ObjectNode stretches =
                body.putObject("aggs")
                        .putObject(STRETCHES)
                        .putObject("filters")
                        .putObject("filters");
        for (int i = 0; i < scenes.size(); i++) {
            ArrayNode all = stretches.putObject("" + i).putObject("bool").putArray("filter");
            all.addObject().putObject("term").put(MomentFields.VIDEO_ID, scenes.get(i).videoId());
            overlap(all, scenes.get(i).startMs(), scenes.get(i).endMs());
        }
        body.withObject("/aggs/" + STRETCHES).putObject("aggs").set(SIGNS, first(kind));
        JsonNode answer = reader.search(kind.alias(), body);
        degraded.addAll(Hits.lacks(kind.alias(), answer));
        List<Scene> told = new ArrayList<>();
        for (int i = 0; i < scenes.size(); i++) {
            JsonNode stretch = answer.at("/aggregations/" + STRETCHES + "/buckets/" + i);
            if (stretch.path("doc_count").asLong() > MOST_SIGNS) {
                degraded.add(new Degraded(kind.alias(), "too_many"));
            }
            List<Sign> signs = new ArrayList<>();
            for (JsonNode hit : stretch.path(SIGNS).at("/hits/hits")) {
                signs.addAll(signs(kind, hit.path("_source")));
            }
            signs.sort(Comparator.comparingLong(Sign::startMs));
            told.add(scenes.get(i).with(signs));
        }
        return told;
    }

    /** Of objects the surest, of other things the earliest. */
    private static ObjectNode first(FindingKind kind) {
        ObjectNode first = Json.MAPPER.createObjectNode();
        ObjectNode hits = first.putObject("top_hits").put("size", MOST_SIGNS);
        ArrayNode sort = hits.putArray("sort");
        if (kind == FindingKind.OBJECT) {
            sort.addObject().put(ObjectFields.SCORE, "desc");
        }
        sort.addObject().put(MomentFields.START_MS, "asc");
        hits.putObject("_source")
                .putArray("includes")
                .add("*_ms")
                .add("*_id")
                .add(TextFields.TEXT)
                .add(TextFields.CONFIDENCE)
                .add(DialogueFields.SPEAKER)
                .add(ObjectFields.OBJECT_CLASS)
                .add(ObjectFields.SCORE)
                .add(ObjectFields.LABELS)
                .add(SoundFields.SOUND_CLASSES)
                .add(SoundFields.SOUND_SCORES);
        return first;
    }

    private static List<Sign> signs(FindingKind kind, JsonNode found) {
        return switch (kind) {
            case LINE ->
                    List.of(
                            sign(Sign.Kind.LINE, found, DialogueFields.TEXT, 1)
                                    .by(found.path(DialogueFields.SPEAKER).asText("")));
            case TEXT ->
                    List.of(
                            sign(
                                    Sign.Kind.TEXT,
                                    found,
                                    TextFields.TEXT,
                                    found.path(TextFields.CONFIDENCE).asDouble()));
            case OBJECT -> ofObject(found);
            case SOUND -> ofSound(found);
            case MOMENT, SHOT -> List.of();
        };
    }

    private static List<Sign> ofObject(JsonNode found) {
        List<Sign> signs = new ArrayList<>();
        double score = found.path(ObjectFields.SCORE).asDouble();
        signs.add(sign(Sign.Kind.OBJECT, found, ObjectFields.OBJECT_CLASS, score));
        found.path(ObjectFields.LABELS)
                .forEach(label -> signs.add(there(Sign.Kind.LABEL, found, label.asText(), 1)));
        return signs;
    }

    private static List<Sign> ofSound(JsonNode found) {
        List<Sign> signs = new ArrayList<>();
        JsonNode scores = found.path(SoundFields.SOUND_SCORES);
        for (JsonNode name : found.path(SoundFields.SOUND_CLASSES)) {
            double score = scores.path(signs.size()).asDouble();
            signs.add(there(Sign.Kind.SOUND, found, name.asText(), score));
        }
        return signs;
    }

    private static Sign sign(Sign.Kind kind, JsonNode found, String field, double confidence) {
        return there(kind, found, found.path(field).asText(""), confidence);
    }

    private static Sign there(Sign.Kind kind, JsonNode found, String words, double confidence) {
        return Sign.there(
                kind,
                words,
                found.path(MomentFields.START_MS).asLong(),
                found.path(MomentFields.END_MS).asLong(),
                confidence);
    }

    private TermFilter ofModel(TermFilter filter) {
        return filter.term(MomentFields.MODEL, model.name())
                .term(MomentFields.MODEL_VERSION, model.version());
    }

    private static void overlap(ArrayNode conditions, long startMs, long endMs) {
        ObjectNode starts = conditions.addObject().putObject("range");
        starts.putObject(MomentFields.START_MS).put("lt", endMs);
        ObjectNode ends = conditions.addObject().putObject("range");
        ends.putObject(MomentFields.END_MS).put("gt", startMs);
    }

    private static ObjectNode body(int size) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        return body.put("size", size).put("track_total_hits", false).put("timeout", "5s");
    }

    private List<JsonNode> hits(ObjectNode body, Set<Degraded> degraded) throws IOException {
        JsonNode answer = reader.search(IndexNames.pattern(FindingKind.MOMENT, model), body);
        degraded.addAll(Hits.lacks(FindingKind.MOMENT.alias(), answer));
        List<JsonNode> documents = new ArrayList<>();
        answer.at("/hits/hits").forEach(hit -> documents.add(hit.path("_source")));
        return documents;
    }
}
