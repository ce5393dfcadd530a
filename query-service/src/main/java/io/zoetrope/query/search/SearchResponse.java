package io.zoetrope.query.search;

import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.question.Degraded;
import java.util.List;
import java.util.Map;

/**
 * What {@code POST /v1/search} answers.
 *
 * @param degraded parts of the question that this answer leaves out
 * @param related searches to try next
 * @param goodMatch whether the best is likely right; null on later pages, and if that is not known
 */
public record SearchResponse(
        List<Found> moments,
        Page page,
        long tookMs,
        List<Degraded> degraded,
        List<String> related,
        Boolean goodMatch) {
    /** The same with links that its reader may follow. */
    public SearchResponse linked(MediaLinks links) {
        return new SearchResponse(
                moments.stream().map(found -> found.linked(links)).toList(),
                page,
                tookMs,
                degraded,
                related,
                goodMatch);
    }

    /**
     * One moment, or another stretch of a video.
     *
     * @param momentId of the moment that it is shown by; null if it lies in none
     * @param rank from 1 over all pages; null outside a search, like the scores
     * @param score in [0,1], how likely it is right; of looks alone the cosine of query and moment,
     *     moved from [-1,1] to [0,1]
     * @param scoreParts the best of each source, as that measures it
     * @param text what is written in it
     * @param matches what was found there; null for looks alone
     * @param playbackUrl null if the source cannot be played from here
     * @param clipUrl of a file of this stretch alone; null if it takes no time
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
            Integer shot,
            String thumbnailUrl,
            String playbackUrl,
            String clipUrl,
            String dialogue,
            String text,
            List<String> labels,
            List<String> classes,
            List<Match> matches) {
        /** The same with links that its reader may follow. */
        public Found linked(MediaLinks links) {
            return new Found(
                    videoId,
                    momentId,
                    startMs,
                    endMs,
                    rank,
                    score,
                    scoreParts,
                    title,
                    collection,
                    shot,
                    links.to(thumbnailUrl),
                    links.to(playbackUrl),
                    links.to(clipUrl),
                    dialogue,
                    text,
                    labels,
                    classes,
                    matches);
        }
    }

    /**
     * Where a clause was found, by which source, and what it was.
     *
     * @param source modality
     * @param momentId null if it is no moment
     * @param objectId null if it is no object
     * @param endMs excluded
     * @param score in [0,1], as the source measures it
     * @param confidence in [0,1], how likely it is right: comparable between sources
     * @param why the line, the text, or the class; null if it is only alike
     */
    public record Match(
            String clause,
            String source,
            String momentId,
            String objectId,
            long startMs,
            long endMs,
            double score,
            double confidence,
            String why) {}

    /**
     * @param nextPageToken null on the last page
     */
    public record Page(String nextPageToken) {}
}
