package io.zoetrope.query.combine;

import java.util.Comparator;
import java.util.List;

/**
 * A result: what of it matched which clause.
 *
 * @param matches spans of one video, at least one; in the order of the clauses
 */
public record Combined(double score, List<Span> matches) {
    /** Best first; what is equally good by video and time, so that the order is always the same. */
    static final Comparator<Combined> BEST_FIRST =
            Comparator.comparingDouble(Combined::score)
                    .reversed()
                    .thenComparing(Combined::videoId)
                    .thenComparingLong(Combined::startMs)
                    .thenComparing(result -> result.matches().get(0).id());

    public String videoId() {
        return matches.get(0).videoId();
    }

    public long startMs() {
        return matches.stream().mapToLong(Span::startMs).min().orElseThrow();
    }

    /** Excluded. */
    public long endMs() {
        return matches.stream().mapToLong(Span::endMs).max().orElseThrow();
    }
}
