package io.zoetrope.query.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.query.combine.Combination;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Found;
import io.zoetrope.query.combine.Span;
import io.zoetrope.query.question.ClauseQuery;
import io.zoetrope.query.question.ClauseQuery.Operator;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Answers questions of several clauses or sources: asks for all clauses at once, combines what they
 * find, then looks which of the results are not wanted. Thread-safe.
 */
public final class ClauseSearch {
    /** Of each source for each clause: what lies deeper takes no part. */
    private static final int DEPTH = 150;

    /** What a question found, best first. */
    record Answer(List<SearchResponse.Found> moments, List<Degraded> degraded) {}

    private final Router router;
    private final MomentView view;

    public ClauseSearch(Router router, MomentView view) {
        this.router = router;
        this.view = view;
    }

    /**
     * @throws IOException if no source answers
     */
    Answer find(String tenant, ClauseQuery query) throws IOException {
        Scope scope = Scope.of(tenant, query.rest().filter());
        Router.Answer wanted = router.ask(scope, query.clauses(), DEPTH);
        Set<Degraded> degraded = new LinkedHashSet<>(query.rest().degraded());
        degraded.addAll(wanted.degraded());
        List<Combined> results = combined(query, wanted.parts());
        if (!query.mustNot().isEmpty() && !results.isEmpty()) {
            List<String> ids =
                    results.stream()
                            .flatMap(result -> result.matches().stream())
                            .map(Span::id)
                            .distinct()
                            .toList();
            Router.Answer unwanted = router.ask(scope.only(ids), query.mustNot(), ids.size());
            degraded.addAll(unwanted.degraded());
            results = Combination.mustNot(results, unwanted(unwanted.parts(), wanted.parts()));
        }
        List<Combined> shown = shown(results, query);
        if (results.size() > shown.size() && shown.size() == query.rest().limit()) {
            degraded.add(new Degraded("paging", "not_with_clauses"));
        }
        return new Answer(moments(shown, wanted.parts()), List.copyOf(degraded));
    }

    private static List<Combined> combined(ClauseQuery query, List<Router.Part> parts) {
        if (query.operator() == Operator.OR) {
            List<Found> found =
                    parts.stream().map(p -> new Found(p.sought().weight(), spans(p))).toList();
            double most = Combination.most(found);
            return Combination.or(found).stream()
                    .map(r -> new Combined(r.score() / most, once(r.matches())))
                    .toList();
        }
        List<Found> found = byClause(parts);
        return query.operator() == Operator.AND
                ? Combination.and(found, query.withinMs())
                : Combination.then(found, query.withinMs());
    }

    /** What each clause found by any of its sources, once each. */
    private static List<Found> byClause(List<Router.Part> parts) {
        Map<Sought, List<Span>> clauses = new LinkedHashMap<>();
        for (Router.Part part : parts) {
            clauses.computeIfAbsent(part.sought(), c -> new ArrayList<>()).addAll(spans(part));
        }
        List<Found> found = new ArrayList<>();
        clauses.forEach((clause, spans) -> found.add(new Found(clause.weight(), once(spans))));
        return found;
    }

    /** One span of each clause and moment, the best; best first within a clause. */
    private static List<Span> once(List<Span> spans) {
        Map<List<String>, Span> best = new LinkedHashMap<>();
        spans.stream()
                .sorted(Comparator.comparingDouble(Span::score).reversed())
                .forEach(span -> best.putIfAbsent(List.of(span.clause(), span.id()), span));
        return List.copyOf(best.values());
    }

    private static List<Span> spans(Router.Part part) {
        return part.hits().stream()
                .filter(hit -> hit.score() >= part.sought().minScore())
                .map(hit -> span(part.sought().name(), hit))
                .toList();
    }

    private static Span span(String clause, Hit hit) {
        long startMs = hit.moment().path(MomentFields.START_MS).asLong();
        long endMs = hit.moment().path(MomentFields.END_MS).asLong();
        return new Span(
                clause,
                hit.videoId(),
                hit.momentId(),
                startMs,
                Math.max(startMs, endMs),
                hit.score());
    }

    /**
     * A class is there or not. By looks everything is somewhat near: a moment is unwanted if it is
     * nearer to what must not be there than to what is looked for, if the clause does not say from
     * which score on.
     */
    private static List<Span> unwanted(List<Router.Part> parts, List<Router.Part> wanted) {
        Map<String, Double> looks = new HashMap<>();
        wanted.stream()
                .filter(part -> part.modality().equals(Modality.VISUAL))
                .flatMap(part -> part.hits().stream())
                .forEach(hit -> looks.merge(hit.momentId(), hit.score(), Math::max));
        double least = looks.values().stream().mapToDouble(d -> d).min().orElse(0);
        List<Span> unwanted = new ArrayList<>();
        for (Router.Part part : parts) {
            double minScore = part.sought().minScore();
            boolean compared = minScore == 0 && part.modality().equals(Modality.VISUAL);
            for (Hit hit : part.hits()) {
                double from = compared ? looks.getOrDefault(hit.momentId(), least) : minScore;
                if (hit.score() >= from) {
                    unwanted.add(span(part.sought().name(), hit));
                }
            }
        }
        return unwanted;
    }

    private static List<Combined> shown(List<Combined> results, ClauseQuery query) {
        List<Combined> shown = new ArrayList<>();
        Set<String> videos = new LinkedHashSet<>();
        for (Combined result : results) {
            boolean first = videos.add(result.videoId());
            if (shown.size() < query.rest().limit() && (first || !query.rest().byVideo())) {
                shown.add(result);
            }
        }
        return shown;
    }

    private List<SearchResponse.Found> moments(List<Combined> results, List<Router.Part> parts) {
        Map<String, JsonNode> moments = new HashMap<>();
        Map<String, Map<String, Double>> scores = new HashMap<>();
        for (Router.Part part : parts) {
            for (Hit hit : part.hits()) {
                moments.put(hit.momentId(), hit.moment());
                scores.computeIfAbsent(hit.momentId(), id -> new TreeMap<>())
                        .merge(part.modality(), hit.score(), Math::max);
            }
        }
        List<SearchResponse.Found> found = new ArrayList<>();
        for (Combined result : results) {
            String id = result.matches().get(0).id();
            found.add(view.combined(moments.get(id), found.size() + 1, result, scores.get(id)));
        }
        return found;
    }
}
