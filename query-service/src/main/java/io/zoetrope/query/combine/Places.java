package io.zoetrope.query.combine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        double most = clauses.stream().mapToDouble(Found::weight).max().orElse(1);
        List<Combined> combined = new ArrayList<>();
        videos.values()
                .forEach(
                        video ->
                                video.forEach(
                                        place -> combined.add(place.combined(clauses, most))));
        combined.sort(Combined.BEST_FIRST);
        return combined;
    }

    private static List<Span> spans(List<Found> clauses) {
        List<Span> spans = new ArrayList<>();
        clauses.forEach(clause -> spans.addAll(clause.spans()));
        spans.sort(Places::bestFirst);
        return spans;
    }

    /** One after the other and not by comparators of comparators: a search has a thousand. */
    private static int bestFirst(Span one, Span other) {
        int order = Double.compare(other.score(), one.score());
        order = order != 0 ? order : one.videoId().compareTo(other.videoId());
        order = order != 0 ? order : Long.compare(one.startMs(), other.startMs());
        order = order != 0 ? order : one.id().compareTo(other.id());
        order = order != 0 ? order : one.clause().compareTo(other.clause());
        return order != 0 ? order : one.source().compareTo(other.source());
    }

    private static List<Place> places(Map<String, List<Place>> videos, Span span) {
        return videos.computeIfAbsent(span.videoId(), video -> new ArrayList<>());
    }

    private static void lay(Span span, List<Place> video) {
        boolean lies = false;
        for (Place place : video) {
            if (place.at.isWith(span)) {
                place.add(span);
                lies = true;
            }
        }
        if (!lies) {
            Place own = new Place(span);
            own.add(span);
            video.add(own);
        }
    }

    /** One place, and the best that each clause and source found there. */
    private static final class Place {
        private final Span at;
        private final List<Span> best = new ArrayList<>();

        private Place(Span at) {
            this.at = at;
        }

        /** A source may know of a moment and of what is in it; either may be surer. */
        private void add(Span span) {
            for (int i = 0; i < best.size(); i++) {
                Span known = best.get(i);
                if (known.clause().equals(span.clause()) && known.source().equals(span.source())) {
                    best.set(i, better(known, span));
                    return;
                }
            }
            best.add(span);
        }

        /** Of two that are as sure what lies in a moment: that says more. */
        private static Span better(Span known, Span other) {
            int surer = Double.compare(other.score(), known.score());
            boolean saysMore = surer == 0 && known.moment() && !other.moment();
            return surer > 0 || saysMore ? other : known;
        }

        /**
         * @param most largest weight of a clause
         */
        private Combined combined(List<Found> clauses, double most) {
            double wrong = 1;
            List<Span> matches = new ArrayList<>(best.size());
            for (Found clause : clauses) {
                double allWrong = 1;
                for (Span span : best) {
                    if (span.clause().equals(clause.clause())) {
                        allWrong *= 1 - span.score();
                        matches.add(span);
                    }
                }
                wrong *= Math.pow(allWrong, clause.weight() / most);
            }
            return new Combined(1 - wrong, List.of(at), matches);
        }
    }
}
