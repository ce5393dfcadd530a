package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.IndexWriter;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.labels.examples.Example;
import io.zoetrope.query.labels.examples.LookAlike;
import io.zoetrope.query.labels.examples.TeachableKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels that stand in objects and moments: read page by page, and changed by names alone, so
 * that nothing else of a document is touched and what others change meanwhile stays. Thread-safe.
 */
final class LabelledFindings {
    static final int PAGE = 500;

    /** Objects of one answer, three numbers and names each: a megabyte. */
    private static final int SHOWN_AT_ONCE = 5_000;

    // By names and not by lists: what was changed since it was read stays changed.
    private static final String CHANGE =
            "for (f in ['labels', 'likely_labels', 'negative_labels']) {"
                    + " def off = params.off[f]; def on = params.on[f];"
                    + " if (off.isEmpty() && on.isEmpty()) { continue }"
                    + " def now = new TreeSet();"
                    + " if (ctx._source[f] != null) { now.addAll(ctx._source[f]) }"
                    + " now.removeAll(off); now.addAll(on);"
                    + " ctx._source[f] = new ArrayList(now) }";

    private final IndexReader reader;
    private final IndexWriter writer;

    /** A finding as it stands in its index. */
    record Standing(String index, String docId, JsonNode document, Example what) {
        Verdicts names() {
            return Verdicts.of(
                    LookAlike.names(document, ObjectFields.LABELS),
                    LookAlike.names(document, ObjectFields.LIKELY_LABELS),
                    LookAlike.names(document, ObjectFields.NEGATIVE_LABELS));
        }

        long startMs() {
            return document.path(ObjectFields.START_MS).asLong();
        }

        long endMs() {
            return Math.max(startMs() + 1, document.path(ObjectFields.END_MS).asLong());
        }
    }

    /**
     * @param cursor of the last one, JSON; the one before if there was none
     */
    record Read(List<Standing> findings, String cursor) {}

    /**
     * Where objects are seen that have a label: by video, start and end in milliseconds, in order
     * and apart from each other.
     */
    record Shown(Map<String, List<long[]>> byVideo) {
        static final Shown NOTHING = new Shown(Map.of());

        boolean in(Standing moment) {
            for (long[] at : byVideo.getOrDefault(moment.what().videoId(), List.of())) {
                if (at[0] < moment.endMs() && at[1] > moment.startMs()) {
                    return true;
                }
            }
            return false;
        }
    }

    LabelledFindings(IndexReader reader, IndexWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * The next findings in a fixed order.
     *
     * @param cursor of the page before; empty for the first
     */
    Read next(TeachableKind kind, TermFilter filter, String cursor) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", PAGE).put("track_total_hits", false);
        body.putObject("_source")
                .putArray("includes")
                .add(kind.idField())
                .add(kind.vectorField())
                .add(ObjectFields.VIDEO_ID)
                .add(ObjectFields.OBJECT_CLASS)
                .add(ObjectFields.MODEL)
                .add(ObjectFields.MODEL_VERSION)
                .add(ObjectFields.START_MS)
                .add(ObjectFields.END_MS)
                .add(ObjectFields.LABELS)
                .add(ObjectFields.LIKELY_LABELS)
                .add(ObjectFields.NEGATIVE_LABELS);
        body.set("query", filter.toQuery());
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put(ObjectFields.VIDEO_ID, "asc");
        sort.addObject().put(kind.idField(), "asc");
        if (!cursor.isEmpty()) {
            body.set("search_after", Json.MAPPER.readTree(cursor));
        }
        List<Standing> findings = new ArrayList<>();
        String last = cursor;
        for (JsonNode hit : reader.search(kind.finding().alias(), body).at("/hits/hits")) {
            findings.add(
                    new Standing(
                            hit.path("_index").asText(),
                            hit.path("_id").asText(),
                            hit.path("_source"),
                            Example.of(hit.path("_source"))));
            last = hit.path("sort").toString();
        }
        return new Read(findings, last);
    }

    long count(TeachableKind kind, TermFilter filter) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", 0).put("track_total_hits", true);
        body.set("query", filter.toQuery());
        return reader.search(kind.finding().alias(), body).at("/hits/total/value").asLong();
    }

    /** Where objects with a label are seen in some videos. */
    Shown shown(String tenant, String name, Collection<String> videoIds) throws IOException {
        if (videoIds.isEmpty()) {
            return Shown.NOTHING;
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", SHOWN_AT_ONCE).put("track_total_hits", false);
        body.putArray("_source")
                .add(ObjectFields.VIDEO_ID)
                .add(ObjectFields.START_MS)
                .add(ObjectFields.END_MS);
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put(ObjectFields.VIDEO_ID, "asc");
        sort.addObject().put(ObjectFields.START_MS, "asc");
        sort.addObject().put(ObjectFields.OBJECT_ID, "asc");
        body.set(
                "query",
                new TermFilter()
                        .term(ObjectFields.TENANT, tenant)
                        .term(ObjectFields.LABELS, name)
                        .anyOf(ObjectFields.VIDEO_ID, List.copyOf(videoIds))
                        .toQuery());
        Map<String, List<long[]>> byVideo = new HashMap<>();
        JsonNode hits;
        do {
            hits = reader.search(IndexNames.OBJECTS, body).at("/hits/hits");
            hits.forEach(hit -> show(hit.path("_source"), byVideo));
            if (!hits.isEmpty()) {
                body.set("search_after", hits.get(hits.size() - 1).path("sort"));
            }
        } while (hits.size() == SHOWN_AT_ONCE);
        return new Shown(byVideo);
    }

    /** They come in order of time: what touches the one before is one stretch with it. */
    private static void show(JsonNode object, Map<String, List<long[]>> byVideo) {
        long startMs = object.path(ObjectFields.START_MS).asLong();
        long endMs = Math.max(startMs + 1, object.path(ObjectFields.END_MS).asLong());
        List<long[]> stretches =
                byVideo.computeIfAbsent(
                        object.path(ObjectFields.VIDEO_ID).asText(), id -> new ArrayList<>());
        long[] last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null && startMs <= last[1]) {
            last[1] = Math.max(last[1], endMs);
        } else {
            stretches.add(new long[] {startMs, endMs});
        }
    }

    /** Changes of names, gathered for one request. */
    final class Changes {
        private final StringBuilder lines = new StringBuilder();

        /**
         * @return false if it stays as it is: nothing is written of it
         */
        boolean add(Standing finding, Verdicts before, Verdicts after) {
            if (before.equals(after)) {
                return false;
            }
            ObjectNode action = Json.MAPPER.createObjectNode();
            action.putObject("update")
                    .put("_index", finding.index())
                    .put("_id", finding.docId())
                    .put("retry_on_conflict", 5);
            ObjectNode body = Json.MAPPER.createObjectNode();
            ObjectNode params = body.putObject("script").put("source", CHANGE).putObject("params");
            ObjectNode off = params.putObject("off");
            ObjectNode on = params.putObject("on");
            difference(off, before, after);
            difference(on, after, before);
            lines.append(action).append('\n').append(body).append('\n');
            return true;
        }

        private static void difference(ObjectNode into, Verdicts these, Verdicts those) {
            names(into.putArray(MomentFields.LABELS), these.labels(), those.labels());
            names(into.putArray(MomentFields.LIKELY_LABELS), these.likely(), those.likely());
            names(into.putArray(MomentFields.NEGATIVE_LABELS), these.negative(), those.negative());
        }

        private static void names(ArrayNode into, Set<String> these, Set<String> those) {
            these.stream().filter(name -> !those.contains(name)).forEach(into::add);
        }

        /** Writes them; they can be found when this returns. */
        void write() throws IOException {
            if (!lines.isEmpty()) {
                writer.bulk(lines.toString(), true);
            }
        }
    }
}
