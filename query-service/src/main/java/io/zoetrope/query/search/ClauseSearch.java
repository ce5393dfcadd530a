package io.zoetrope.query.search;

import io.zoetrope.query.combine.Combination;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Found;
import io.zoetrope.query.combine.Gathered;
import io.zoetrope.query.combine.Places;
import io.zoetrope.query.combine.Span;
import io.zoetrope.query.paging.Seen;
import io.zoetrope.query.question.ClauseQuery;
import io.zoetrope.query.question.ClauseQuery.Operator;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.refine.DistinctPlaces;
import io.zoetrope.query.refine.Neighbours;
import io.zoetrope.query.searchers.DescribedVideos;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.MomentVectors;
import io.zoetrope.query.searchers.MomentsAt;
import io.zoetrope.query.searchers.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions of clauses and sources: asks for all clauses at once, combines what they find,
 * looks which of the results are not wanted, and merges neighbours. A later page asks again,
 * deeper, and leaves out what was shown. Thread-safe.
 */
public final class ClauseSearch {
    private static final Logger LOG = LoggerFactory.getLogger(ClauseSearch.class);

    /** Of each source for each clause, at least: what lies deeper takes no part. */
    private static final int DEPTH = 150;

    private static final int MAX_DEPTH = 1_000;

    /** Of what must not be there, in the videos of the results. */
    private static final int DEPTH_OF_UNWANTED = 1_000;

    /**
     * What a question found, best first.
     *
     * @param seen with these, for the next page; empty on the last
     */
    public record Answer(
            List<SearchResponse.Found> moments, List<Degraded> degraded, Optional<Seen> seen) {}

    private final Router router;
    private final DescribedVideos described;
    private final MomentsAt momentsAt;
    private final Diversified diversified;
    private final MomentView view;

    /**
     * @param vectors of moments, to tell which look alike
     */
    public ClauseSearch(
            Router router,
            DescribedVideos described,
            MomentsAt momentsAt,
            MomentVectors vectors,
            MomentView view) {
        this.router = router;
        this.described = described;
        this.momentsAt = momentsAt;
        this.diversified = new Diversified(vectors);
        this.view = view;
    }

    /**
     * The first page.
     *
     * @throws IOException if no source answers
     */
    public Answer find(String tenant, ClauseQuery query) throws IOException {
        return find(tenant, query, Seen.NONE);
    }

    /**
     * @param seen on the pages before
     * @throws IOException if no source answers
     */
    Answer find(String tenant, ClauseQuery query, Seen seen) throws IOException {
        Set<Degraded> degraded = new LinkedHashSet<>();
        Scope scope = narrowed(Scope.of(tenant, query.rest().filter()), degraded);
        Router.Answer wanted = router.ask(asked(scope, query), query.clauses(), depth(query, seen));
        degraded.addAll(wanted.degraded());
        Evidence evidence = new Evidence(wanted.parts(), query.weights());
        Exclusions exclusions = Exclusions.of(router, scope, query, evidence, degraded);
        List<Combined> results = combined(query, evidence, exclusions);
        if (!query.mustNot().isEmpty() && !results.isEmpty()) {
            Router.Answer unwanted =
                    router.askBeside(scope(scope, results), query.mustNot(), DEPTH_OF_UNWANTED);
            degraded.addAll(unwanted.degraded());
            results = Combination.mustNot(results, evidence.unwanted(unwanted.parts()));
        }
        results =
                query.operator() == Operator.OR
                        ? Neighbours.merge(results)
                        : DistinctPlaces.of(results);
        return page(tenant, results, query, evidence, seen, degraded);
    }

    private Scope narrowed(Scope scope, Set<Degraded> degraded) {
        try {
            return described.narrowed(scope);
        } catch (IOException e) {
            LOG.warn("videos are not asked for their metadata", e);
            degraded.add(new Degraded("videos", "unavailable"));
            return scope;
        }
    }

    /** Places of several clauses lie together in a video wherever they are: only any needs less. */
    private static Scope asked(Scope scope, ClauseQuery query) {
        return query.rest().byVideo() && query.operator() == Operator.OR
                ? scope.bestOfEach()
                : scope;
    }

    private static int depth(ClauseQuery query, Seen seen) {
        int deep = Math.min(MAX_DEPTH, 2 * (seen.size() + query.rest().limit()));
        boolean best = query.rest().byVideo() && query.operator() == Operator.OR;
        return best ? deep : Math.max(DEPTH, deep);
    }

    private static List<Combined> combined(
            ClauseQuery query, Evidence evidence, Exclusions exclusions) {
        Map<Sought, List<Span>> clauses = new LinkedHashMap<>();
        for (Sought clause : query.clauses()) {
            clauses.put(clause, exclusions.left(clause.name(), evidence.spans(clause)));
        }
        List<Found> found = new ArrayList<>();
        clauses.forEach((c, spans) -> found.add(new Found(c.name(), c.weight(), spans)));
        if (query.operator() == Operator.OR) {
            return Places.of(found);
        }
        Gathered gathered = Gathered.of(found);
        return gathered.explain(
                query.operator() == Operator.AND
                        ? Combination.and(gathered.clauses(), query.withinMs())
                        : Combination.then(gathered.clauses(), query.withinMs()));
    }

    /** What is not wanted matters only where something was found. */
    private static Scope scope(Scope scope, List<Combined> results) {
        List<String> videos = results.stream().map(Combined::videoId).distinct().toList();
        List<String> moments =
                results.stream()
                        .flatMap(result -> result.places().stream())
                        .filter(Span::moment)
                        .map(Span::id)
                        .distinct()
                        .toList();
        return scope.unfiltered().only(moments, videos);
    }

    private Answer page(
            String tenant,
            List<Combined> results,
            ClauseQuery query,
            Evidence evidence,
            Seen seen,
            Set<Degraded> degraded) {
        List<Combined> left = differing(tenant, left(results, query, seen), query, degraded);
        List<Combined> shown = left.subList(0, Math.min(left.size(), query.rest().limit()));
        List<Hit> by = shownBy(tenant, shown.stream().map(evidence::shown).toList(), degraded);
        List<SearchResponse.Found> moments = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Combined result = shown.get(i);
            moments.add(view.combined(by.get(i), seen.size() + i + 1, result, evidence));
        }
        Optional<Seen> next = Optional.empty();
        if (left.size() > shown.size()) {
            Seen all = seen.and(shown.stream().map(r -> ids(r, query).get(0)).toList());
            next = Optional.of(all).filter(s -> s.size() <= Seen.MAX);
            if (next.isEmpty()) {
                degraded.add(new Degraded("paging", "too_deep"));
            }
        }
        return new Answer(moments, List.copyOf(degraded), next);
    }

    /** What is good enough and was not shown. */
    private static List<Combined> left(List<Combined> results, ClauseQuery query, Seen seen) {
        Set<String> videos = new LinkedHashSet<>();
        List<Combined> left = new ArrayList<>();
        for (Combined result : results) {
            boolean first = videos.add(result.videoId());
            if (result.score() >= query.rest().minScore()
                    && (first || !query.rest().byVideo())
                    && ids(result, query).stream().noneMatch(seen::has)) {
                left.add(result);
            }
        }
        return left;
    }

    private List<Combined> differing(
            String tenant, List<Combined> results, ClauseQuery query, Set<Degraded> degraded) {
        try {
            return diversified.order(tenant, results, query.rest());
        } catch (IOException e) {
            LOG.warn("results are shown in the order of their scores", e);
            degraded.add(new Degraded("diversify", "unavailable"));
            return results;
        }
    }

    private List<Hit> shownBy(String tenant, List<Hit> hits, Set<Degraded> degraded) {
        try {
            return momentsAt.shownBy(tenant, hits);
        } catch (IOException e) {
            LOG.warn("results are shown without their moments", e);
            degraded.add(new Degraded("moments", "unavailable"));
            return hits;
        }
    }

    /** What a result is known by, the one that a page token holds first. */
    private static List<String> ids(Combined result, ClauseQuery query) {
        if (query.rest().byVideo()) {
            return List.of(result.videoId());
        }
        List<Span> places =
                query.operator() == Operator.OR ? result.places() : result.places().subList(0, 1);
        List<String> ids = new ArrayList<>(places.stream().map(Span::id).toList());
        ids.addAll(result.others());
        return ids;
    }
}
