package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds the videos whose metadata are as a filter wants them, for what is found in videos and has
 * no metadata itself. Thread-safe.
 */
public final class DescribedVideos {
    /** What a condition may name, and a result window holds. */
    private static final int MOST = 10_000;

    /** As an answer names what did not take part. */
    public static final String SOURCE = "videos";

    private final IndexReader reader;

    public DescribedVideos(IndexReader reader) {
        this.reader = reader;
    }

    /**
     * The scope with these videos; as it is if the filter does not ask for metadata, or so many
     * videos have them that they cannot be named.
     *
     * @param degraded takes what the index could not look at: of other videos nothing is found then
     * @throws IOException if the index does not answer
     */
    public Scope narrowed(Scope scope, Collection<Degraded> degraded) throws IOException {
        SearchRequest.Filter filter = scope.filter();
        if (!filter.asksForMetadata()) {
            return scope;
        }
        TermFilter terms =
                new TermFilter()
                        .term(VideoFields.TENANT, scope.tenant())
                        .anyOf(VideoFields.COLLECTION, filter.collection())
                        .anyOf(VideoFields.VIDEO_ID, filter.videoId());
        MomentSource.metadata(terms, VideoFields.METADATA, filter);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", MOST).put("track_total_hits", MOST + 1).put("timeout", "5s");
        body.put("_source", false);
        body.putArray("docvalue_fields").add(VideoFields.VIDEO_ID);
        body.set("query", terms.toQuery());
        JsonNode answer = reader.search(IndexNames.VIDEOS, body);
        degraded.addAll(Hits.lacks(SOURCE, answer));
        if (answer.at("/hits/total/value").asLong() > MOST) {
            return scope;
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode hit : answer.at("/hits/hits")) {
            ids.add(hit.path("fields").path(VideoFields.VIDEO_ID).path(0).asText());
        }
        return scope.in(ids);
    }
}
