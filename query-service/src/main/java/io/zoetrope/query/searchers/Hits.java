package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.question.Degraded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a searcher found, best first.
 *
 * @param next where a next page starts; empty on the last
 * @param degraded what could not be looked at
 */
public record Hits(List<Hit> hits, Optional<Place> next, List<Degraded> degraded) {
    public static final Hits NONE = new Hits(List.of(), Optional.empty(), List.of());

    static Hits of(List<Hit> hits, List<Degraded> degraded) {
        return new Hits(hits, Optional.empty(), degraded);
    }

    /** Those of several searches for one thing, each where it is best. */
    static Hits best(List<Hits> all) {
        Map<String, Hit> best = new HashMap<>();
        Set<Degraded> degraded = new LinkedHashSet<>();
        for (Hits hits : all) {
            hits.hits()
                    .forEach(h -> best.merge(h.id(), h, (a, b) -> a.score() >= b.score() ? a : b));
            degraded.addAll(hits.degraded());
        }
        List<Hit> hits =
                best.values().stream()
                        .sorted(Comparator.comparingDouble(Hit::score).reversed())
                        .toList();
        return of(hits, List.copyOf(degraded));
    }

    /** All but the example that was searched by. */
    Hits without(String id) {
        return where(hit -> !hit.id().equals(id));
    }

    Hits where(Predicate<Hit> which) {
        return new Hits(hits.stream().filter(which).toList(), next, degraded);
    }

    /** What an answer of OpenSearch lacks. */
    public static List<Degraded> lacks(String source, JsonNode answer) {
        List<Degraded> missing = new ArrayList<>();
        if (answer.path("timed_out").asBoolean()) {
            missing.add(new Degraded(source, "timed_out"));
        }
        if (answer.at("/_shards/failed").asInt() > 0) {
            missing.add(new Degraded(source, "shards_failed"));
        }
        return missing;
    }
}
