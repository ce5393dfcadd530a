package io.zoetrope.query.combine;

import java.util.Comparator;
import java.util.List;

/**
 * A result.
 *
 * @param score in [0,1]
 * @param places the stretches of one video that it consists of, at least one; the one that it is
 *     known by first
 * @param matches what was found there, by which clause and source; in the order of the clauses
 * @param others ids of what further results were known by that are this place too
 */
public record Combined(double score, List<Span> places, List<Span> matches, List<String> others) {
    /** Best first; what is equally good by video and time, so that the order is always the same. */
    public static final Comparator<Combined> BEST_FIRST =
            Comparator.comparingDouble(Combined::score)
                    .reversed()
                    .thenComparing(Combined::videoId)
                    .thenComparingLong(Combined::startMs)
                    .thenComparing(result -> result.places().get(0).id());

    /** One that no other was the same place as. */
    public Combined(double score, List<Span> places, List<Span> matches) {
        this(score, places, matches, List.of());
    }

    /** Of spans that are places and matches at once. */
    static Combined of(double score, List<Span> spans) {
        return new Combined(score, spans, spans);
    }

    public String videoId() {
        return places.get(0).videoId();
    }

    public long startMs() {
        return places.stream().mapToLong(Span::startMs).min().orElseThrow();
    }

    /** Excluded. */
    public long endMs() {
        return places.stream().mapToLong(Span::endMs).max().orElseThrow();
    }

    public long lengthMs() {
        return endMs() - startMs();
    }
}
