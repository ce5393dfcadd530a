package io.zoetrope.query.search;

import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.paging.PageToken;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.paging.Seal;
import io.zoetrope.query.paging.Seen;
import io.zoetrope.query.question.ClauseRules;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.SearchForm;
import io.zoetrope.query.question.SearchProfiles;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.SearchRules;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.Hits;
import io.zoetrope.query.searchers.VisualSearcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches, whoever asks and by whatever protocol. Thread-safe. */
public final class Searches {
    /** From which on the best result is a good match. */
    private static final double LIKELY = 0.5;

    private final VisualSearcher visual;
    private final ClauseSearch clauses;
    private final MomentView view;
    private final int models;
    private final SearchProfiles profiles;
    private final RelatedSearches related;
    private final Seal seal;

    public Searches(
            VisualSearcher visual,
            ClauseSearch clauses,
            MomentView view,
            Encoders encoders,
            SearchProfiles profiles,
            Seal seal) {
        this.visual = visual;
        this.clauses = clauses;
        this.view = view;
        this.models = encoders.fingerprint();
        this.profiles = profiles;
        this.related = new RelatedSearches(encoders.sentences());
        this.seal = seal;
    }

    /**
     * The first page. Where the question says nothing the caller's profile does.
     *
     * @param media that was sent along, by the name of its part
     * @throws ApiError 400 for what is wrong with the question, 404 if its example is not there,
     *     409 if the caller's profile is not
     * @throws IOException if no source answers
     */
    public SearchResponse first(
            Caller caller, SearchRequest request, Map<String, Subject.Media> media)
            throws IOException {
        SearchRequest asked = SearchRules.shortened(profiles.over(request, caller));
        return answer(caller.tenant(), new PageToken(Place.START, asked, media, Seen.NONE));
    }

    /**
     * A later page.
     *
     * @throws ApiError 400 if the token is none, or the models have changed since; 410 if it is old
     * @throws IOException if no source answers
     */
    public SearchResponse next(String tenant, String token) throws IOException {
        return answer(tenant, PageToken.decode(seal, tenant, models, token));
    }

    /** How many results a search of this caller has that does not say so. */
    public int usualLimit(Caller caller) {
        return SearchRules.limit(profiles.limit(caller));
    }

    /** How many results the page of a token may have; 0 if there is no such page. */
    public int limitOfPage(String tenant, String token) {
        try {
            PageToken page = PageToken.decode(seal, tenant, models, token);
            return SearchRules.limit(page.request().limit());
        } catch (ApiError e) {
            // Whoever asks for it is told.
            return 0;
        }
    }

    private SearchResponse answer(String tenant, PageToken asked) throws IOException {
        long startNanos = System.nanoTime();
        return ClauseRules.isOfLooks(asked.request(), asked.media())
                ? byLooks(tenant, asked, startNanos)
                : byClauses(tenant, asked, startNanos);
    }

    private SearchResponse byClauses(String tenant, PageToken asked, long startNanos)
            throws IOException {
        ClauseSearch.Answer answer =
                clauses.find(tenant, ClauseRules.of(asked.request(), asked.media()), asked.seen());
        Optional<PageToken> next =
                answer.seen()
                        .map(
                                seen ->
                                        new PageToken(
                                                Place.START, asked.request(), asked.media(), seen));
        Boolean good = null;
        if (asked.seen().size() == 0) {
            good = !answer.moments().isEmpty() && answer.moments().get(0).score() >= LIKELY;
        }
        return response(tenant, asked, answer.moments(), next, answer.degraded(), good, startNanos);
    }

    private SearchResponse byLooks(String tenant, PageToken asked, long startNanos)
            throws IOException {
        MomentQuery query;
        Vector vector;
        if (asked.media().get(SearchForm.IMAGE) instanceof Subject.Picture picture) {
            query = SearchRules.rest(asked.request());
            vector = picture.vector();
        } else {
            query = SearchRules.ofText(asked.request());
            vector = visual.vector(query.words());
        }
        Hits hits = visual.find(tenant, query, vector, asked.place(), asked.seen());
        List<String> videos = hits.hits().stream().map(Hit::videoId).toList();
        Seen seen = query.byVideo() ? asked.seen().and(videos).latest(Seen.MAX) : Seen.NONE;
        Optional<PageToken> next =
                hits.next()
                        .map(place -> new PageToken(place, asked.request(), asked.media(), seen));
        Boolean good = null;
        if (asked.place().isStart() && query.words() != null) {
            good = hits.hits().stream().anyMatch(hit -> hit.confidence() >= LIKELY);
        }
        List<SearchResponse.Found> moments = moments(hits, asked.place());
        return response(tenant, asked, moments, next, hits.degraded(), good, startNanos);
    }

    private SearchResponse response(
            String tenant,
            PageToken asked,
            List<SearchResponse.Found> moments,
            Optional<PageToken> next,
            List<Degraded> degraded,
            Boolean good,
            long startNanos) {
        Optional<String> token = next.flatMap(page -> page.encode(seal, tenant, models));
        List<Degraded> lacks = new ArrayList<>(degraded);
        if (next.isPresent() && token.isEmpty()) {
            lacks.add(new Degraded("paging", "question_too_long"));
        }
        return new SearchResponse(
                moments,
                new SearchResponse.Page(token.orElse(null)),
                (System.nanoTime() - startNanos) / 1_000_000,
                lacks,
                good == null ? List.of() : related.to(tenant, asked.request(), moments, good),
                good);
    }

    private List<SearchResponse.Found> moments(Hits hits, Place after) {
        List<SearchResponse.Found> moments = new ArrayList<>();
        for (Hit hit : hits.hits()) {
            moments.add(
                    view.found(
                            hit.document(),
                            after.rank() + moments.size() + 1,
                            hit.score(),
                            Map.of(MomentFields.VISUAL, hit.score())));
        }
        return moments;
    }
}
