package io.zoetrope.query.question;

import java.util.ArrayList;
import java.util.List;

/**
 * A search as the service runs it: checked, with every default filled in.
 *
 * @param text what is looked for, or null if a picture or a page token gives the vector
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param minScore in [0,1]
 * @param degraded what was asked for and is left out
 */
public record MomentQuery(
        String text,
        SearchRequest.Filter filter,
        boolean byVideo,
        int limit,
        double minScore,
        List<Degraded> degraded) {

    static final int DEFAULT_LIMIT = 10;
    static final int MAX_LIMIT = 100;

    /** Moments by a vector, so many. */
    public static MomentQuery moments(SearchRequest.Filter filter, int limit) {
        return new MomentQuery(null, filter, false, limit, 0, List.of());
    }

    /** The same, and one thing more that is left out. */
    MomentQuery without(Degraded part) {
        List<Degraded> all = new ArrayList<>(degraded);
        all.add(part);
        return new MomentQuery(text, filter, byVideo, limit, minScore, all);
    }
}
