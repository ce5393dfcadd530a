package io.zoetrope.query.combine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What clauses and sources found at one place of a video becomes one result. Places are the moments
 * that were found; a line, an object or a sound counts for each moment that it has half of the
 * shorter one in common with. What lies at no moment found is a place of its own, for others like
 * it too.
 *
 * <p>Scores are taken for likelihoods of independent sources: a place is wrong only if all are, so
 * its score is {@code 1 - Π(1 - score)}, over the best of each source, then over clauses with each
 * {@code 1 - score} to the power of the clause's share of the largest weight. One sure source is
 * enough, and many unsure ones are not taken for a sure one, which sums of ranks do.
 */
public final class Places {
    private static final Comparator<Span> BEST_FIRST =
            Comparator.comparingDouble(Span::score)
                    .reversed()
                    .thenComparing(Span::videoId)
                    .thenComparingLong(Span::startMs)
                    .thenComparing(Span::id)
                    .thenComparing(Span::clause)
                    .thenComparing(Span::source);

    private Places() {}

    /** Best first. */
    public static List<Combined> of(List<Found> clauses) {
        Map<String, List<Place>> videos = new HashMap<>();
        Map<String, Place> moments = new HashMap<>();
        List<Span> others = new ArrayList<>();
        for (Span span : spans(clauses)) {
            if (span.moment()) {
                Place place = moments.get(span.id());
                if (place == null) {
                    place = new Place(span);
                    moments.put(span.id(), place);
                    places(videos, span).add(place);
                }
                place.add(span);
            } else {
                others.add(span);
            }
        }
        others.forEach(span -> lay(span, places(videos, span)));
        return videos.values().stream()
                .flatMap(List::stream)
                .map(place -> place.combined(clauses))
                .sorted(Combined.BEST_FIRST)
                .toList();
    }

    private static List<Span> spans(List<Found> clauses) {
        return clauses.stream().flatMap(c -> c.spans().stream()).sorted(BEST_FIRST).toList();
    }

    private static List<Place> places(Map<String, List<Place>> videos, Span span) {
        return videos.computeIfAbsent(span.videoId(), video -> new ArrayList<>());
    }

    private static void lay(Span span, List<Place> video) {
        List<Place> under = video.stream().filter(place -> place.at.isWith(span)).toList();
        under.forEach(place -> place.add(span));
        if (under.isEmpty()) {
            Place own = new Place(span);
            own.add(span);
            video.add(own);
        }
    }

    /** One place, and the best that each clause and source found there. */
    private static final class Place {
        private final Span at;
        private final Map<List<String>, Span> best = new LinkedHashMap<>();

        private Place(Span at) {
            this.at = at;
        }

        /** Spans come best first. */
        private void add(Span span) {
            best.putIfAbsent(List.of(span.clause(), span.source()), span);
        }

        private Combined combined(List<Found> clauses) {
            double most = clauses.stream().mapToDouble(Found::weight).max().orElseThrow();
            double wrong = 1;
            List<Span> matches = new ArrayList<>();
            for (Found clause : clauses) {
                List<Span> found = of(clause.clause()).toList();
                double allWrong =
                        found.stream().mapToDouble(s -> 1 - s.score()).reduce(1, (a, b) -> a * b);
                wrong *= Math.pow(allWrong, clause.weight() / most);
                matches.addAll(found);
            }
            return new Combined(1 - wrong, List.of(at), matches);
        }

        private Stream<Span> of(String clause) {
            return best.values().stream().filter(span -> span.clause().equals(clause));
        }
    }
}
