package io.zoetrope.query.search;

import io.zoetrope.query.combine.Combination;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Found;
import io.zoetrope.query.combine.Gathered;
import io.zoetrope.query.combine.Places;
import io.zoetrope.query.combine.Span;
import io.zoetrope.query.combine.Stretches;
import io.zoetrope.query.paging.Seen;
import io.zoetrope.query.question.ClauseQuery;
import io.zoetrope.query.question.ClauseQuery.Operator;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.refine.DistinctPlaces;
import io.zoetrope.query.refine.Neighbours;
import io.zoetrope.query.searchers.DescribedVideos;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.MomentVectors;
import io.zoetrope.query.searchers.MomentsAt;
import io.zoetrope.query.searchers.route.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
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
        Reading reading =
                Reading.start(router, asked(scope, query), query, depth(query, seen), degraded);
        Unwanted exclusions = new Unwanted(router, Exclusions.of(query), degraded);
        Unwanted mustNot = new Unwanted(router, query.mustNot(), degraded);
        while (true) {
            Evidence evidence = new Evidence(reading.parts(), query.weights());
            List<Found> found = Exclusions.left(exclusions, scope, query, evidence);
            List<Combined> results =
                    query.operator() == Operator.OR
                            ? Neighbours.merge(places(scope, query, found, mustNot, evidence))
                            : DistinctPlaces.of(together(scope, query, found, mustNot, evidence));
            List<Combined> left = left(results, query, seen);
            boolean enough = left.size() > query.rest().limit();
            if (!enough && reading.deeper(degraded)) {
                continue;
            }
            if (!reading.widen(videos(results, query, seen), degraded)) {
                return page(tenant, left, query, evidence, seen, degraded);
            }
        }
    }

    /** Those of the best results that no page has shown, more than one page of them. */
    private static List<String> videos(List<Combined> results, ClauseQuery query, Seen seen) {
        return results.stream()
                .map(Combined::videoId)
                .filter(video -> !seen.has(video))
                .distinct()
                .limit(2L * query.rest().limit())
                .toList();
    }

    private Scope narrowed(Scope scope, Set<Degraded> degraded) {
        try {
            return described.narrowed(scope, degraded);
        } catch (IOException e) {
            LOG.warn("videos are not asked for their metadata", e);
            degraded.add(new Degraded(DescribedVideos.SOURCE, "unavailable"));
            return scope;
        }
    }

    /**
     * Whether the best that each source found in a video is enough: places of several clauses lie
     * together wherever they are, and the best may be what is not wanted.
     */
    private static boolean isOfBest(ClauseQuery query) {
        return query.rest().byVideo()
                && query.operator() == Operator.OR
                && query.mustNot().isEmpty()
                && Exclusions.of(query).isEmpty();
    }

    private static Scope asked(Scope scope, ClauseQuery query) {
        return isOfBest(query) ? scope.bestOfEach() : scope;
    }

    private static int depth(ClauseQuery query, Seen seen) {
        int deep = Math.min(Reading.MAX_DEPTH, 2 * (seen.size() + query.rest().limit()));
        return isOfBest(query) ? deep : Math.max(Reading.DEPTH, deep);
    }

    private static List<Combined> places(
            Scope scope,
            ClauseQuery query,
            List<Found> found,
            Unwanted mustNot,
            Evidence evidence) {
        List<Combined> places = Places.of(found);
        if (mustNot.isNothing()) {
            return places;
        }
        List<Span> matter =
                places.stream()
                        .filter(place -> place.score() >= query.rest().minScore())
                        .flatMap(place -> place.places().stream())
                        .toList();
        return Combination.mustNot(places, mustNot.anyAt(scope, matter, evidence));
    }

    /**
     * What is unwanted goes before clauses are combined, so that of a clause's other places the
     * next best comes in.
     */
    private static List<Combined> together(
            Scope scope,
            ClauseQuery query,
            List<Found> found,
            Unwanted mustNot,
            Evidence evidence) {
        Gathered gathered = Gathered.of(found);
        List<Combined> results = combined(query, gathered.clauses());
        if (!mustNot.isNothing()) {
            Set<String> videos = new HashSet<>();
            results.forEach(result -> videos.add(result.videoId()));
            List<Span> matter =
                    gathered.clauses().stream()
                            .flatMap(clause -> clause.spans().stream())
                            .filter(span -> videos.contains(span.videoId()))
                            .toList();
            Stretches out = mustNot.anyAt(scope, matter, evidence);
            results = combined(query, gathered.clausesWithout(out));
        }
        return gathered.explain(results);
    }

    private static List<Combined> combined(ClauseQuery query, List<Found> clauses) {
        return query.operator() == Operator.AND
                ? Combination.and(clauses, query.withinMs())
                : Combination.then(clauses, query.withinMs());
    }

    private Answer page(
            String tenant,
            List<Combined> results,
            ClauseQuery query,
            Evidence evidence,
            Seen seen,
            Set<Degraded> degraded) {
        List<Combined> left = differing(tenant, results, query, degraded);
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
        Set<String> videos = new HashSet<>();
        List<Combined> left = new ArrayList<>();
        for (Combined result : results) {
            boolean first = !query.rest().byVideo() || videos.add(result.videoId());
            if (first
                    && result.score() >= query.rest().minScore()
                    && (seen.size() == 0 || ids(result, query).stream().noneMatch(seen::has))) {
                left.add(result);
            }
        }
        return left;
    }

    private List<Combined> differing(
            String tenant, List<Combined> results, ClauseQuery query, Set<Degraded> degraded) {
        try {
            return diversified.order(tenant, results, query.rest(), degraded);
        } catch (IOException e) {
            LOG.warn("results are shown in the order of their scores", e);
            degraded.add(new Degraded(MomentVectors.SOURCE, "unavailable"));
            return results;
        }
    }

    private List<Hit> shownBy(String tenant, List<Hit> hits, Set<Degraded> degraded) {
        try {
            return momentsAt.shownBy(tenant, hits, degraded);
        } catch (IOException e) {
            LOG.warn("results are shown without their moments", e);
            degraded.add(new Degraded(MomentsAt.SOURCE, "unavailable"));
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
