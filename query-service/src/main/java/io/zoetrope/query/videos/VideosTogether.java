package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.search.MomentView;
import io.zoetrope.query.search.SearchResponse;
import io.zoetrope.query.searchers.Hits;
import io.zoetrope.query.videos.findings.LineView;
import io.zoetrope.query.videos.findings.ListedKind;
import io.zoetrope.query.videos.findings.ObjectView;
import io.zoetrope.query.videos.findings.TextView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what was found in several videos by one question for all of them. Thread-safe. */
public final class VideosTogether {
    /** Of each video; as many as OpenSearch gives of a group. */
    public static final int MOST_OF_EACH = 100;

    /** At once. */
    public static final int MOST_VIDEOS = 50;

    private static final String GROUP = "each";

    private final VideoIndex index;
    private final IndexReader reader;
    private final MomentView view;
    private final ModelRef model;

    /**
     * @param model whose moments are read
     */
    public VideosTogether(VideoIndex index, IndexReader reader, MomentView view, ModelRef model) {
        this.index = index;
        this.reader = reader;
        this.view = view;
        this.model = model;
    }

    /**
     * Newest first; an empty list of states, collections or uris means any.
     *
     * @param limit clamped to 1 to {@value #MOST_VIDEOS}
     */
    public List<VideoView> videos(
            String tenant,
            List<String> states,
            List<String> collections,
            List<String> uris,
            int limit)
            throws IOException {
        int most = Math.max(1, Math.min(MOST_VIDEOS, limit));
        return index.list(
                        tenant,
                        new VideoIndex.Wanted(states, collections, uris),
                        new VideoIndex.Window(most, null))
                .items();
    }

    /**
     * By video, in order of time; a video of which nothing is found is missing.
     *
     * @param videoIds at most {@value #MOST_VIDEOS}
     * @throws Unavailable if not all of the index answers in time
     * @throws IllegalArgumentException for more videos
     */
    public Map<String, List<SearchResponse.Found>> moments(
            String tenant, List<String> videoIds, int limit) throws IOException {
        TermFilter filter =
                of(tenant, videoIds)
                        .term(MomentFields.MODEL, model.name())
                        .term(MomentFields.MODEL_VERSION, model.version());
        String name = IndexNames.pattern(FindingKind.MOMENT, model);
        return grouped(name, FindingKind.MOMENT, filter, limit, view::listed);
    }

    /** As {@link #moments}. */
    public Map<String, List<ObjectView>> objects(String tenant, List<String> videoIds, int limit)
            throws IOException {
        return found(ListedKind.OBJECTS, tenant, videoIds, limit);
    }

    /** As {@link #moments}. */
    public Map<String, List<LineView>> dialogue(String tenant, List<String> videoIds, int limit)
            throws IOException {
        return found(ListedKind.LINES, tenant, videoIds, limit);
    }

    /** As {@link #moments}. */
    public Map<String, List<TextView>> texts(String tenant, List<String> videoIds, int limit)
            throws IOException {
        return found(ListedKind.TEXTS, tenant, videoIds, limit);
    }

    /** A part of a video, in media time, the end excluded. */
    public record Stretch(String videoId, long startMs, long endMs) {}

    /**
     * The first {@value #MOST_OF_EACH} that overlap each stretch, in order of time.
     *
     * @param stretches at most {@value #MOST_VIDEOS}
     * @throws Unavailable if not all of the index answers in time
     */
    public Map<Stretch, List<ObjectView>> objectsIn(String tenant, List<Stretch> stretches)
            throws IOException {
        return overlapping(ListedKind.OBJECTS, tenant, stretches);
    }

    /** As {@link #objectsIn}. */
    public Map<Stretch, List<LineView>> dialogueIn(String tenant, List<Stretch> stretches)
            throws IOException {
        return overlapping(ListedKind.LINES, tenant, stretches);
    }

    private <T> Map<Stretch, List<T>> overlapping(
            ListedKind<T> kind, String tenant, List<Stretch> stretches) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", 0).put("track_total_hits", false).put("timeout", "5s");
        List<String> videoIds = stretches.stream().map(Stretch::videoId).distinct().toList();
        body.set("query", of(tenant, videoIds).toQuery());
        ObjectNode each = body.putObject("aggs").putObject(GROUP);
        ObjectNode filters = each.putObject("filters").putObject("filters");
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            TermFilter inside =
                    new TermFilter()
                            .term(MomentFields.VIDEO_ID, stretch.videoId())
                            .range(
                                    MomentFields.START_MS,
                                    new SearchRequest.Range(null, stretch.endMs() - 1))
                            .range(
                                    MomentFields.END_MS,
                                    new SearchRequest.Range(stretch.startMs() + 1, null));
            filters.set("" + i, inside.toQuery());
        }
        ObjectNode first = each.putObject("aggs").putObject(GROUP).putObject("top_hits");
        listed(first, kind.kind(), MOST_OF_EACH);
        JsonNode answer = whole(kind.kind(), kind.kind().alias(), body);
        Map<Stretch, List<T>> found = new HashMap<>();
        for (int i = 0; i < stretches.size(); i++) {
            List<T> items = new ArrayList<>();
            answer.at("/aggregations/" + GROUP + "/buckets/" + i + "/" + GROUP + "/hits/hits")
                    .forEach(hit -> items.add(kind.view().apply(hit.path("_source"))));
            found.put(stretches.get(i), items);
        }
        return found;
    }

    private <T> Map<String, List<T>> found(
            ListedKind<T> kind, String tenant, List<String> videoIds, int limit)
            throws IOException {
        return grouped(kind.kind().alias(), kind.kind(), of(tenant, videoIds), limit, kind.view());
    }

    private static TermFilter of(String tenant, List<String> videoIds) {
        if (videoIds.size() > MOST_VIDEOS) {
            throw new IllegalArgumentException(videoIds.size() + " videos at once");
        }
        return new TermFilter()
                .term(MomentFields.TENANT, tenant)
                .anyOf(MomentFields.VIDEO_ID, videoIds);
    }

    private <T> Map<String, List<T>> grouped(
            String name,
            FindingKind kind,
            TermFilter filter,
            int limit,
            Function<JsonNode, T> toItem)
            throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", MOST_VIDEOS).put("track_total_hits", false).put("timeout", "5s");
        body.put("_source", false);
        body.set("query", filter.toQuery());
        ObjectNode group = body.putObject("collapse").put("field", MomentFields.VIDEO_ID);
        listed(
                group.putObject("inner_hits").put("name", GROUP),
                kind,
                Math.max(1, Math.min(MOST_OF_EACH, limit)));
        JsonNode answer = whole(kind, name, body);
        Map<String, List<T>> found = new HashMap<>();
        for (JsonNode video : answer.at("/hits/hits")) {
            for (JsonNode hit : video.at("/inner_hits/" + GROUP + "/hits/hits")) {
                JsonNode document = hit.path("_source");
                found.computeIfAbsent(
                                document.path(MomentFields.VIDEO_ID).asText(),
                                id -> new ArrayList<>())
                        .add(toItem.apply(document));
            }
        }
        return found;
    }

    /** So many of a group, the earliest first, without vectors. */
    private static void listed(ObjectNode hits, FindingKind kind, int size) {
        hits.put("size", size);
        ArrayNode excluded = hits.putObject("_source").putArray("excludes");
        IndexMappings.vectors(kind).forEach(excluded::add);
        ArrayNode sort = hits.putArray("sort");
        sort.addObject().put(MomentFields.START_MS, "asc");
        sort.addObject().putObject(MomentFields.ORDINAL).put("unmapped_type", "integer");
    }

    private JsonNode whole(FindingKind kind, String name, ObjectNode body) throws IOException {
        JsonNode answer = reader.search(name, body);
        if (!Hits.lacks(kind.alias(), answer).isEmpty()) {
            throw new Unavailable("the index answers in part; try again", null);
        }
        return answer;
    }
}
