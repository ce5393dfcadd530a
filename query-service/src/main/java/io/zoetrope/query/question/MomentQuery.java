package io.zoetrope.query.question;

import java.util.List;

/**
 * A search as the service runs it: checked, with every default filled in.
 *
 * @param text what is looked for, or null if it is something else
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

    /** The same, looking for words. */
    MomentQuery of(String words) {
        return new MomentQuery(words, filter, byVideo, limit, minScore, degraded);
    }
}
