package io.zoetrope.query.refine;

import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One result for each place that clauses were found at together. A line that three persons were
 * seen beside, or one thing that three others came before, is one place and not three: the best
 * stands for it, the shortest if several are equally good, and has what was found at the others
 * among its matches.
 *
 * <p>Two results are one place if they have half of the shorter one's time in common, and of one
 * clause at least they have some of what it found in common. So what lies inside another result,
 * with nothing of it in common, is a place of its own.
 */
public final class DistinctPlaces {
    private static final Comparator<Combined> FIRST_TO_STAY =
            Comparator.comparingDouble(Combined::score)
                    .reversed()
                    .thenComparingLong(Combined::lengthMs)
                    .thenComparing(Combined.BEST_FIRST);

    private DistinctPlaces() {}

    /** The best result of a place, and the others there. */
    private static final class Place {
        private final Combined best;
        private final long startMs;
        private final long endMs;
        private final List<Combined> others = new ArrayList<>();

        private Place(Combined best) {
            this.best = best;
            this.startMs = best.startMs();
            this.endMs = best.endMs();
        }

        /** Of another result of the same video. */
        private boolean has(Combined result, long fromMs, long toMs) {
            long common = Math.min(endMs, toMs) - Math.max(startMs, fromMs);
            return common >= 0
                    && 2 * common >= Math.min(endMs - startMs, toMs - fromMs)
                    && shareAClause(best, result);
        }

        /** With what the others matched as far as there is room. */
        private Combined joined() {
            if (others.isEmpty()) {
                return best;
            }
            Set<Span> matches = new LinkedHashSet<>(best.matches());
            List<String> ids = new ArrayList<>();
            for (Combined other : others) {
                other.matches().stream()
                        .filter(match -> matches.size() < Neighbours.MAX_MATCHES)
                        .forEach(matches::add);
                ids.add(other.places().get(0).id());
            }
            return new Combined(best.score(), best.places(), List.copyOf(matches), ids);
        }
    }

    /**
     * @param results with a place of each clause, in the order of the clauses
     * @return best first
     */
    public static List<Combined> of(List<Combined> results) {
        Map<String, List<Place>> videos = new HashMap<>();
        for (Combined result : results.stream().sorted(FIRST_TO_STAY).toList()) {
            List<Place> places =
                    videos.computeIfAbsent(result.videoId(), video -> new ArrayList<>());
            long startMs = result.startMs();
            long endMs = result.endMs();
            places.stream()
                    .filter(place -> place.has(result, startMs, endMs))
                    .findFirst()
                    .ifPresentOrElse(
                            place -> place.others.add(result), () -> places.add(new Place(result)));
        }
        return videos.values().stream()
                .flatMap(List::stream)
                .map(Place::joined)
                .sorted(Combined.BEST_FIRST)
                .toList();
    }

    private static boolean shareAClause(Combined one, Combined other) {
        for (int i = 0; i < Math.min(one.places().size(), other.places().size()); i++) {
            Span a = one.places().get(i);
            Span b = other.places().get(i);
            if (a.id().equals(b.id()) || a.overlaps(b)) {
                return true;
            }
        }
        return false;
    }
}
