package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.nearness.VectorJson;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.question.Scope;

/**
 * Writes the search body. The tenant and every filter stand inside the knn clause, so that the
 * nearest of the allowed are found, not the allowed among the nearest.
 */
final class KnnBody {
    private KnnBody() {}

    /**
     * Best first, those that are equally good in no order.
     *
     * @param scope says how much of each is read
     * @param size hits wanted
     * @param reach nearest that they are taken from
     */
    static ObjectNode of(Scope scope, TermFilter filter, Vector vector, int size, int reach) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", size).put("timeout", "5s");
        // As many as are nearest: fewer than the reach are all that there are.
        body.put("track_total_hits", true);
        MomentSource.read(body, scope);
        ObjectNode knn = body.putObject("query").putObject("knn").putObject(MomentFields.VISUAL);
        VectorJson.put(knn, "vector", vector);
        knn.put("k", reach);
        knn.set("filter", filter.toQuery());
        return body;
    }

    /** And by id if equally good, which costs a look at the ids of all candidates. */
    static ObjectNode inOrder(ObjectNode body) {
        // Hits have their scores by this. Tracked besides, the query is run once more for them.
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put("_score", "desc");
        sort.addObject().put(MomentFields.MOMENT_ID, "asc");
        return body;
    }

    /** What is {@link #inOrder} from a place on. */
    static ObjectNode after(ObjectNode body, Place place) {
        if (!place.isStart()) {
            body.putArray("search_after").add(place.score()).add(place.momentId());
        }
        return body;
    }

    /** The best of each video only. */
    static ObjectNode byVideo(ObjectNode body) {
        body.putObject("collapse").put("field", MomentFields.VIDEO_ID);
        return body;
    }
}
