package io.zoetrope.query.refine;

import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Neighbours in one shot become one result: from the best on, those that touch it on either side,
 * as long as they are nearly as good. So a person who stays for a minute is one result, and what is
 * only somewhat like it beside stays another.
 */
public final class Neighbours {
    /** Of the best one's score. */
    static final double NEARLY = 0.75;

    /** What moments may leave open between them. */
    static final long TOUCH_MS = 500;

    /** Of one result; what is said of the others would only repeat it. */
    static final int MAX_MATCHES = 20;

    private record Shot(String videoId, int number) {}

    private Neighbours() {}

    /**
     * @param results of one place each, best first; those without a known shot stay as they are
     */
    public static List<Combined> merge(List<Combined> results) {
        Map<Shot, List<Combined>> left = new HashMap<>();
        for (Combined result : results) {
            if (shot(result).number() != Span.NO_SHOT) {
                left.computeIfAbsent(shot(result), shot -> new ArrayList<>()).add(result);
            }
        }
        List<Combined> merged = new ArrayList<>();
        for (Combined best : results) {
            List<Combined> shot = left.get(shot(best));
            if (shot == null) {
                merged.add(best);
            } else if (!shot.isEmpty() && shot.get(0) == best) {
                // Else a better one has grown by it: of what is left of a shot the best is first.
                shot.remove(0);
                merged.add(grown(best, shot));
            }
        }
        return merged;
    }

    private static Shot shot(Combined result) {
        Span place = result.places().get(0);
        return new Shot(place.videoId(), place.shot());
    }

    /** Takes what it grows by out of what is left of the shot. */
    private static Combined grown(Combined best, List<Combined> left) {
        Combined grown = best;
        boolean grew = true;
        while (grew && !left.isEmpty()) {
            // Once for all that are left: a long shot has as many places as there are of these.
            long startMs = grown.startMs();
            long endMs = grown.endMs();
            List<Combined> next =
                    left.stream()
                            .filter(o -> touches(startMs, endMs, o) && isNearly(o, best))
                            .toList();
            left.removeAll(next);
            for (Combined other : next) {
                grown = joined(grown, other);
            }
            grew = !next.isEmpty();
        }
        return grown;
    }

    private static boolean touches(long startMs, long endMs, Combined other) {
        return Math.max(startMs, other.startMs()) - Math.min(endMs, other.endMs()) <= TOUCH_MS;
    }

    private static boolean isNearly(Combined other, Combined best) {
        return other.score() >= NEARLY * best.score();
    }

    private static Combined joined(Combined one, Combined other) {
        List<Span> places = new ArrayList<>(one.places());
        places.addAll(other.places());
        List<Span> matches = new ArrayList<>(one.matches());
        other.matches().stream()
                .filter(match -> !matches.contains(match))
                .limit(Math.max(0, MAX_MATCHES - matches.size()))
                .toList()
                .forEach(matches::add);
        return new Combined(one.score(), places, matches);
    }
}
