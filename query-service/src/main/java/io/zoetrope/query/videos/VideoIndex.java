package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.search.MomentView;
import io.zoetrope.query.search.SearchResponse.Found;
import io.zoetrope.query.searchers.Hits;
import io.zoetrope.query.videos.findings.ListedKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads videos and what was found in them, newest video and earliest moment first. Thread-safe. */
public final class VideoIndex {
    private static final String DELETED = IndexingState.DELETED.wireName();

    /**
     * @param after where the next page starts; null on the last one
     */
    record Listed<T>(List<T> items, ArrayNode after) {}

    /**
     * What is wanted of a list.
     *
     * @param limit at least 1
     * @param after from the page before; null for the first
     */
    public record Window(int limit, ArrayNode after) {}

    /** Which videos are wanted; an empty list means any. */
    record Wanted(List<String> states, List<String> collections, List<String> uris) {}

    private final IndexReader reader;
    private final LocalSources sources;
    private final MomentView momentView;

    public VideoIndex(IndexReader reader, LocalSources sources, MomentView momentView) {
        this.reader = reader;
        this.sources = sources;
        this.momentView = momentView;
    }

    Optional<VideoView> find(String tenant, String videoId) throws IOException {
        TermFilter filter =
                new TermFilter()
                        .term(VideoFields.TENANT, tenant)
                        .term(VideoFields.VIDEO_ID, videoId);
        return videos(filter, new Window(1, null)).items().stream().findFirst();
    }

    Listed<VideoView> list(String tenant, Wanted wanted, Window window) throws IOException {
        return videos(
                new TermFilter()
                        .term(VideoFields.TENANT, tenant)
                        .anyOf(VideoFields.STATUS, wanted.states())
                        .anyOf(VideoFields.COLLECTION, wanted.collections())
                        .anyOf(VideoFields.URI, wanted.uris()),
                window);
    }

    /** A video's moments as one model saw them. */
    Listed<Found> moments(String tenant, String videoId, QueryEncoder encoder, Window window)
            throws IOException {
        ObjectNode body =
                body(
                        new TermFilter()
                                .term(MomentFields.TENANT, tenant)
                                .term(MomentFields.VIDEO_ID, videoId)
                                .term(MomentFields.MODEL, encoder.model().name())
                                .term(MomentFields.MODEL_VERSION, encoder.model().version()),
                        window);
        sort(body, MomentFields.START_MS, "asc", "long");
        sort(body, MomentFields.MOMENT_ID, "asc", "keyword");
        body.putObject("_source").putArray("excludes").add(MomentFields.VISUAL);
        JsonNode hits = hits(IndexNames.momentsPattern(encoder.model()), body);
        List<Found> moments = new ArrayList<>();
        for (int i = 0; i < Math.min(hits.size(), window.limit()); i++) {
            moments.add(momentView.listed(hits.get(i).path("_source")));
        }
        return new Listed<>(moments, after(hits, window));
    }

    /**
     * What was found in a video, kind by kind, in order; of one that is worked on what is complete.
     * If several models looked for the same, what each of them found.
     */
    <T> Listed<T> found(String tenant, String videoId, ListedKind<T> kind, Window window)
            throws IOException {
        ObjectNode body =
                body(
                        new TermFilter()
                                .term(VideoFields.TENANT, tenant)
                                .term(VideoFields.VIDEO_ID, videoId),
                        window);
        kind.order().forEach(field -> sort(body, field, "asc", "long"));
        sort(body, MomentFields.MODEL, "asc", "keyword");
        sort(body, MomentFields.MODEL_VERSION, "asc", "keyword");
        List<String> vectors = IndexMappings.vectors(kind.kind());
        if (!vectors.isEmpty()) {
            vectors.forEach(body.putObject("_source").putArray("excludes")::add);
        }
        JsonNode hits = hits(kind.kind().alias(), body);
        List<T> found = new ArrayList<>();
        for (int i = 0; i < Math.min(hits.size(), window.limit()); i++) {
            found.add(kind.view().apply(hits.get(i).path("_source")));
        }
        return new Listed<>(found, after(hits, window));
    }

    private Listed<VideoView> videos(TermFilter filter, Window window) throws IOException {
        // What stays of a removed video only keeps older writes out.
        ObjectNode body = body(filter.not(VideoFields.STATUS, DELETED), window);
        sort(body, VideoFields.ARRIVED_AT, "desc", "date");
        sort(body, VideoFields.VIDEO_ID, "asc", "keyword");
        JsonNode hits = hits(IndexNames.VIDEOS, body);
        List<VideoView> videos = new ArrayList<>();
        for (int i = 0; i < Math.min(hits.size(), window.limit()); i++) {
            videos.add(VideoView.of(hits.get(i).path("_source"), sources));
        }
        return new Listed<>(videos, after(hits, window));
    }

    /**
     * A list that lacks something would pass for whole: a page that follows goes on behind it.
     *
     * @throws Unavailable if not all of the index answers in time
     */
    private JsonNode hits(String index, ObjectNode body) throws IOException {
        JsonNode answer = reader.search(index, body);
        if (!Hits.lacks(index, answer).isEmpty()) {
            throw new Unavailable("the index answers in part; try again", null);
        }
        return answer.at("/hits/hits");
    }

    private static ObjectNode body(TermFilter filter, Window window) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", window.limit() + 1).put("track_total_hits", false).put("timeout", "5s");
        body.set("query", filter.toQuery());
        if (window.after() != null) {
            body.set("search_after", window.after());
        }
        return body;
    }

    private static void sort(ObjectNode body, String field, String order, String type) {
        body.withArray("sort")
                .addObject()
                .putObject(field)
                .put("order", order)
                .put("unmapped_type", type);
    }

    private static ArrayNode after(JsonNode hits, Window window) {
        boolean more = hits.size() > window.limit();
        return more ? (ArrayNode) hits.get(window.limit() - 1).path("sort") : null;
    }
}
