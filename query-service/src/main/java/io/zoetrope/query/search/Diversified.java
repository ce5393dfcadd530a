package io.zoetrope.query.search;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Span;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.refine.Diversity;
import io.zoetrope.query.searchers.MomentVectors;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts results at the top that do not look alike. Thread-safe. */
final class Diversified {
    /** Of the best, as many as a page has times this are looked at. */
    private static final int TIMES = 5;

    private static final int LEAST = 50;

    /** Of what nothing is known but that it is in the same video. */
    private static final double OF_ONE_VIDEO = 0.5;

    private final MomentVectors vectors;

    Diversified(MomentVectors vectors) {
        this.vectors = vectors;
    }

    /**
     * @param results best first
     * @param degraded takes what could not be looked at
     * @throws IOException if it cannot be seen how they look
     */
    List<Combined> order(
            String tenant, List<Combined> results, MomentQuery query, Collection<Degraded> degraded)
            throws IOException {
        if (query.diversify() == 0 || results.size() < 2) {
            return results;
        }
        int looked = Math.min(results.size(), Math.max(LEAST, TIMES * query.limit()));
        List<String> moments =
                results.stream()
                        .limit(looked)
                        .map(result -> result.places().get(0))
                        .filter(Span::moment)
                        .map(Span::id)
                        .toList();
        Map<String, Vector> looks = vectors.of(tenant, moments, degraded);
        List<Combined> best =
                Diversity.order(
                        results.subList(0, looked),
                        query.diversify(),
                        query.limit(),
                        (a, b) -> likeness(a, b, looks));
        return Stream.concat(best.stream(), results.subList(looked, results.size()).stream())
                .toList();
    }

    private static double likeness(Combined a, Combined b, Map<String, Vector> looks) {
        Vector one = looks.get(a.places().get(0).id());
        Vector other = looks.get(b.places().get(0).id());
        if (one == null || other == null) {
            return a.videoId().equals(b.videoId()) ? OF_ONE_VIDEO : 0;
        }
        return Math.max(0, Math.min(1, one.dot(other)));
    }
}
