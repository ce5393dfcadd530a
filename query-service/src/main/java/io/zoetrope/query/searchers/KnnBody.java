package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.SearchRequest;
import java.util.List;

/**
 * Writes the search body. The tenant and every filter stand inside the knn clause, so that the
 * nearest of the allowed are found, not the allowed among the nearest.
 */
public final class KnnBody {
    /** Fewer candidates lose recall: k=10 found 94 of 100 true neighbours, k=100 all of them. */
    private static final int MIN_CANDIDATES = 100;

    /** Several moments of one video fall together when grouped, so more are fetched. */
    private static final int MIN_CANDIDATES_BY_VIDEO = 500;

    private static final List<String> FIELDS =
            List.of(
                    MomentFields.VIDEO_ID,
                    MomentFields.MOMENT_ID,
                    MomentFields.START_MS,
                    MomentFields.END_MS,
                    MomentFields.URI,
                    MomentFields.TITLE,
                    MomentFields.COLLECTION,
                    MomentFields.SHOT,
                    MomentFields.KEY_FRAME,
                    MomentFields.KEY_FRAME_MS,
                    MomentFields.DIALOGUE,
                    MomentFields.LABELS,
                    MomentFields.OBJECT_CLASSES);

    private KnnBody() {}

    /** Asks for one hit more than the limit: whether it comes says if there is a next page. */
    public static ObjectNode of(
            String tenant, ModelRef model, MomentQuery query, Vector vector, int offset) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        int size = query.limit() + 1;
        body.put("from", offset).put("size", size).put("timeout", "5s");
        body.put("track_total_hits", false).put("track_scores", true);
        FIELDS.forEach(body.putArray("_source")::add);
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put("_score", "desc");
        sort.addObject().put(MomentFields.MOMENT_ID, "asc");
        if (query.byVideo()) {
            body.putObject("collapse").put("field", MomentFields.VIDEO_ID);
        }
        ObjectNode knn = body.putObject("query").putObject("knn").putObject(MomentFields.VISUAL);
        ArrayNode values = knn.putArray("vector");
        for (float value : vector.values()) {
            values.add(value);
        }
        knn.put("k", candidates(query.byVideo(), offset + size));
        knn.set("filter", filter(tenant, model, query.filter()));
        return body;
    }

    private static int candidates(boolean byVideo, int reach) {
        return byVideo ? Math.max(MIN_CANDIDATES_BY_VIDEO, reach) : Math.max(MIN_CANDIDATES, reach);
    }

    private static ObjectNode filter(String tenant, ModelRef model, SearchRequest.Filter filter) {
        TermFilter terms =
                new TermFilter()
                        .term(MomentFields.TENANT, tenant)
                        .term(MomentFields.MODEL, model.name())
                        .term(MomentFields.MODEL_VERSION, model.version())
                        .anyOf(MomentFields.COLLECTION, filter.collection())
                        .anyOf(MomentFields.VIDEO_ID, filter.videoId())
                        .anyOf(MomentFields.LABELS, filter.label())
                        .anyOf(MomentFields.OBJECT_CLASSES, filter.clazz());
        filter.metadata()
                .forEach((key, value) -> terms.term(MomentFields.METADATA + "." + key, value));
        if (filter.startMs() != null) {
            terms.range(MomentFields.START_MS, filter.startMs());
        }
        return terms.toQuery();
    }
}
