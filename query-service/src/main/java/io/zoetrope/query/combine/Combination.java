package io.zoetrope.query.combine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How what several clauses found becomes one list, best first; for any of them see {@link Places}.
 */
public final class Combination {
    private Combination() {}

    /**
     * For each span of the first clause the best that goes with it: one span of each clause, all of
     * one video, no two of them further apart than {@code withinMs}. The score is the weighted
     * mean.
     *
     * @param withinMs 0 for spans that touch or overlap
     */
    public static List<Combined> and(List<Found> clauses, long withinMs) {
        List<Combined> results = new ArrayList<>();
        for (List<Found> video : byVideo(clauses)) {
            for (Span first : video.get(0).spans()) {
                together(first, video, withinMs).ifPresent(results::add);
            }
        }
        return results.stream().sorted(Combined.BEST_FIRST).toList();
    }

    /**
     * Spans are pairwise close if the latest start lies at most {@code withinMs} behind the
     * earliest end, so it is enough to try each start as the latest.
     */
    private static Optional<Combined> together(Span first, List<Found> video, long withinMs) {
        TreeSet<Long> starts = new TreeSet<>();
        video.forEach(clause -> clause.spans().forEach(span -> starts.add(span.startMs())));
        Combined best = null;
        for (long latest : starts.tailSet(first.startMs(), true)) {
            if (first.endMs() < latest - withinMs) {
                break;
            }
            List<Span> matches = new ArrayList<>(List.of(first));
            for (Found clause : video.subList(1, video.size())) {
                best(clause, latest, latest - withinMs).ifPresent(matches::add);
            }
            if (matches.size() == video.size()) {
                Combined result = Combined.of(mean(video, matches), matches);
                best = best == null || result.score() > best.score() ? result : best;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<Span> best(Found clause, long latestStart, long earliestEnd) {
        Span best = null;
        for (Span span : clause.spans()) {
            boolean fits = span.startMs() <= latestStart && span.endMs() >= earliestEnd;
            best = fits && (best == null || span.score() > best.score()) ? span : best;
        }
        return Optional.ofNullable(best);
    }

    /**
     * For each span of the first clause the best that follows it: one span of each clause, in their
     * order; each starts after the one before it starts, and at most {@code withinMs} after it
     * ends. The score is the weighted mean.
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
                if (follows
                        && (rest == null
                                || sum(video, chain, clause + 1) > sum(video, rest, clause + 1))) {
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

    /** The results that overlap none of these spans. */
    public static List<Combined> mustNot(List<Combined> results, List<Span> unwanted) {
        return results.stream()
                .filter(
                        result ->
                                result.places().stream()
                                        .noneMatch(m -> unwanted.stream().anyMatch(m::overlaps)))
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
