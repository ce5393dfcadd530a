package io.zoetrope.query.question;

/**
 * A search as the service runs it: checked, with every default filled in.
 *
 * @param words what is looked for, or null if it is something else
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param minScore in [0,1]
 * @param diversify in [0,1]
 */
public record MomentQuery(
        Subject.Words words,
        SearchRequest.Filter filter,
        boolean byVideo,
        int limit,
        double minScore,
        double diversify) {

    static final int DEFAULT_LIMIT = 10;
    static final int MAX_LIMIT = 100;

    /** Moments by a vector, so many. */
    public static MomentQuery moments(SearchRequest.Filter filter, int limit) {
        return new MomentQuery(null, filter, false, limit, 0, 0);
    }

    /** The same, looking for words. */
    MomentQuery of(Subject.Words asked) {
        return new MomentQuery(asked, filter, byVideo, limit, minScore, diversify);
    }
}
