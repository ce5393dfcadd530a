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
    public static final Comparator<Combined> BEST_FIRST = Combined::bestFirst;

    /** One that no other was the same place as. */
    public Combined(double score, List<Span> places, List<Span> matches) {
        this(score, places, matches, List.of());
    }

    /** Of spans that are places and matches at once. */
    static Combined of(double score, List<Span> spans) {
        return new Combined(score, spans, spans);
    }

    private static int bestFirst(Combined one, Combined other) {
        int order = Double.compare(other.score, one.score);
        order = order != 0 ? order : one.videoId().compareTo(other.videoId());
        order = order != 0 ? order : Long.compare(one.startMs(), other.startMs());
        return order != 0 ? order : one.places.get(0).id().compareTo(other.places.get(0).id());
    }

    public String videoId() {
        return places.get(0).videoId();
    }

    public long startMs() {
        long startMs = places.get(0).startMs();
        for (Span place : places) {
            startMs = Math.min(startMs, place.startMs());
        }
        return startMs;
    }

    /** Excluded. */
    public long endMs() {
        long endMs = places.get(0).endMs();
        for (Span place : places) {
            endMs = Math.max(endMs, place.endMs());
        }
        return endMs;
    }

    public long lengthMs() {
        return endMs() - startMs();
    }
}
