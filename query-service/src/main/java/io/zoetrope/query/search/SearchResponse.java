package io.zoetrope.query.search;

import io.zoetrope.query.question.Degraded;
import java.util.List;
import java.util.Map;

/**
 * What {@code POST /v1/search} answers.
 *
 * @param degraded parts of the question that this answer leaves out
 * @param related searches to try next
 */
public record SearchResponse(
        List<Found> moments,
        Page page,
        long tookMs,
        List<Degraded> degraded,
        List<String> related) {

    /**
     * One moment.
     *
     * @param rank from 1 over all pages; null outside a search, like the scores
     * @param score cosine of query and moment, moved from [-1,1] to [0,1]; of several clauses what
     *     their combination gives
     * @param matches of a question of several clauses or sources; null otherwise
     * @param playbackUrl null if the source cannot be played from here
     */
    public record Found(
            String videoId,
            String momentId,
            long startMs,
            long endMs,
            Integer rank,
            Double score,
            Map<String, Double> scoreParts,
            String title,
            String collection,
            int shot,
            String thumbnailUrl,
            String playbackUrl,
            String dialogue,
            List<String> labels,
            List<String> classes,
            List<Match> matches) {}

    /**
     * Where a clause was found.
     *
     * @param endMs excluded
     * @param score in [0,1]
     */
    public record Match(String clause, String momentId, long startMs, long endMs, double score) {}

    /**
     * @param nextPageToken null on the last page
     */
    public record Page(String nextPageToken) {}
}
