package io.zoetrope.query.combine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How what several clauses found becomes one list, best first; for any of them see {@link Places}.
 */
public final class Combination {
    private Combination() {}

    /**
     * Spans of all clauses but the first that are close to each other.
     *
     * @param sum of their weighted scores
     */
    private record Rest(List<Span> spans, double sum, long startMs, long endMs) {}

    /**
     * For each span of the first clause the best that goes with it: one span of each clause, all of
     * one video, no two of them further apart than {@code withinMs}. The score is the weighted
     * mean; of what is equally good the nearest. Several may be one place: see {@code
     * refine.DistinctPlaces}.
     *
     * @param withinMs 0 for spans that touch or overlap
     */
    public static List<Combined> and(List<Found> clauses, long withinMs) {
        List<Combined> results = new ArrayList<>();
        for (List<Found> video : byVideo(clauses)) {
            NavigableMap<Long, Rest> rests = rests(video, withinMs);
            for (Span first : video.get(0).spans()) {
                together(first, video, rests, withinMs).ifPresent(results::add);
            }
        }
        return results.stream().sorted(Combined.BEST_FIRST).toList();
    }

    /**
     * Spans are pairwise close if the latest start lies at most {@code withinMs} behind the
     * earliest end, so it is enough to try each start as the latest. What fits best then is the
     * same for every span of the first clause.
     */
    private static NavigableMap<Long, Rest> rests(List<Found> video, long withinMs) {
        NavigableMap<Long, Rest> rests = new TreeMap<>();
        for (Found clause : video) {
            for (Span span : clause.spans()) {
                long latest = span.startMs();
                if (!rests.containsKey(latest)) {
                    rest(video, latest, withinMs).ifPresent(rest -> rests.put(latest, rest));
                }
            }
        }
        return rests;
    }

    private static Optional<Rest> rest(List<Found> video, long latest, long withinMs) {
        List<Span> spans = new ArrayList<>();
        double sum = 0;
        long startMs = Long.MAX_VALUE;
        long endMs = Long.MIN_VALUE;
        for (Found clause : video.subList(1, video.size())) {
            Span best = best(clause, latest, latest - withinMs);
            if (best == null) {
                return Optional.empty();
            }
            spans.add(best);
            sum += clause.weight() * best.score();
            startMs = Math.min(startMs, best.startMs());
            endMs = Math.max(endMs, best.endMs());
        }
        return Optional.of(new Rest(spans, sum, startMs, endMs));
    }

    /**
     * @return null if none fits
     */
    private static Span best(Found clause, long latestStart, long earliestEnd) {
        Span best = null;
        for (Span span : clause.spans()) {
            boolean fits = span.startMs() <= latestStart && span.endMs() >= earliestEnd;
            best = fits && (best == null || isBetter(span, best)) ? span : best;
        }
        return best;
    }

    /** Of what is equally good the one that is nearest to the latest start. */
    private static boolean isBetter(Span one, Span other) {
        return one.score() > other.score()
                || (one.score() == other.score() && one.startMs() > other.startMs());
    }

    private static Optional<Combined> together(
            Span first, List<Found> video, NavigableMap<Long, Rest> rests, long withinMs) {
        Rest best = null;
        long bestLength = 0;
        for (Map.Entry<Long, Rest> each : rests.tailMap(first.startMs(), true).entrySet()) {
            if (first.endMs() < each.getKey() - withinMs) {
                break;
            }
            Rest rest = each.getValue();
            long length =
                    Math.max(first.endMs(), rest.endMs())
                            - Math.min(first.startMs(), rest.startMs());
            if (best == null
                    || rest.sum() > best.sum()
                    || (rest.sum() == best.sum() && length < bestLength)) {
                best = rest;
                bestLength = length;
            }
        }
        return Optional.ofNullable(best).map(rest -> combined(first, video, rest));
    }

    private static Combined combined(Span first, List<Found> video, Rest rest) {
        List<Span> matches = new ArrayList<>(List.of(first));
        matches.addAll(rest.spans());
        return Combined.of(mean(video, matches), matches);
    }

    /**
     * For each span of the first clause the best that follows it: one span of each clause, in their
     * order; each starts after the one before it starts, and at most {@code withinMs} after it
     * ends. The score is the weighted mean; of what is equally good the next.
     */
    public static List<Combined> then(List<Found> clauses, long withinMs) {
        List<Combined> results = new ArrayList<>();
        for (List<Found> video : byVideo(clauses)) {
            Map<Span, List<Span>> chains = new LinkedHashMap<>();
            for (int i = video.size() - 1; i >= 0; i--) {
                chains = before(i, video, chains, withinMs);
            }
            chains.values().forEach(m -> results.add(Combined.of(mean(video, m), m)));
        }
        return results.stream().sorted(Combined.BEST_FIRST).toList();
    }

    /** The best chain from each span of a clause on, given those from the next clause on. */
    private static Map<Span, List<Span>> before(
            int clause, List<Found> video, Map<Span, List<Span>> next, long withinMs) {
        Map<Span, List<Span>> chains = new LinkedHashMap<>();
        for (Span span : video.get(clause).spans()) {
            List<Span> rest = clause == video.size() - 1 ? List.of() : null;
            for (List<Span> chain : next.values()) {
                Span after = chain.get(0);
                boolean follows =
                        after.startMs() > span.startMs()
                                && after.startMs() - span.endMs() <= withinMs;
                if (follows && (rest == null || isBetter(video, chain, rest, clause + 1))) {
                    rest = chain;
                }
            }
            if (rest != null) {
                List<Span> chain = new ArrayList<>(List.of(span));
                chain.addAll(rest);
                chains.put(span, chain);
            }
        }
        return chains;
    }

    private static boolean isBetter(
            List<Found> video, List<Span> one, List<Span> other, int clause) {
        double more = sum(video, one, clause) - sum(video, other, clause);
        return more > 0 || (more == 0 && one.get(0).startMs() < other.get(0).startMs());
    }

    /** The results of which no place overlaps what is unwanted. */
    public static List<Combined> mustNot(List<Combined> results, Stretches unwanted) {
        return results.stream()
                .filter(result -> result.places().stream().noneMatch(unwanted::overlap))
                .toList();
    }

    /** What each clause found in one video, for each video in which all found something. */
    private static List<List<Found>> byVideo(List<Found> clauses) {
        List<List<Found>> videos = new ArrayList<>();
        List<Map<String, List<Span>>> parted =
                clauses.stream()
                        .map(c -> c.spans().stream().collect(Collectors.groupingBy(Span::videoId)))
                        .toList();
        for (String video : parted.get(0).keySet()) {
            if (parted.stream().allMatch(found -> found.containsKey(video))) {
                List<Found> found = new ArrayList<>();
                for (int i = 0; i < clauses.size(); i++) {
                    Found clause = clauses.get(i);
                    found.add(
                            new Found(clause.clause(), clause.weight(), parted.get(i).get(video)));
                }
                videos.add(found);
            }
        }
        return videos;
    }

    private static double mean(List<Found> clauses, List<Span> matches) {
        double weights = clauses.stream().mapToDouble(Found::weight).sum();
        return sum(clauses, matches, 0) / weights;
    }

    /** Weighted, of spans of the clauses from one on. */
    private static double sum(List<Found> clauses, List<Span> matches, int from) {
        double sum = 0;
        for (int i = 0; i < matches.size(); i++) {
            sum += clauses.get(from + i).weight() * matches.get(i).score();
        }
        return sum;
    }
}
