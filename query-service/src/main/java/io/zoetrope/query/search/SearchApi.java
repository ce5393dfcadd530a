package io.zoetrope.query.search;

import io.javalin.http.Context;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.paging.PageToken;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.paging.Seal;
import io.zoetrope.query.paging.Seen;
import io.zoetrope.query.question.ClauseRules;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.SearchForm;
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

/** {@code POST /v1/search} and {@code GET /v1/search/{page_token}}. */
public final class SearchApi {
    /** From which on the best result is a good match. */
    private static final double LIKELY = 0.5;

    private final VisualSearcher visual;
    private final ClauseSearch clauses;
    private final MomentView view;
    private final QueryEncoder encoder;
    private final SentMedia sent;
    private final Seal seal;

    public SearchApi(
            VisualSearcher visual,
            ClauseSearch clauses,
            MomentView view,
            Encoders encoders,
            Seal seal) {
        this.visual = visual;
        this.clauses = clauses;
        this.view = view;
        this.encoder = encoders.visual();
        this.sent = new SentMedia(encoders);
        this.seal = seal;
    }

    public void post(Context ctx) throws IOException {
        long startNanos = System.nanoTime();
        if (!Bodies.isMultipart(ctx)) {
            SearchRequest request = Bodies.json(ctx, SearchRequest.class);
            answer(ctx, new PageToken(Place.START, request, Map.of(), Seen.NONE), startNanos);
            return;
        }
        Bodies.limitMultipart(ctx, Bodies.MAX_IMAGE_BYTES);
        SearchRequest request = SearchForm.read(ctx);
        Map<String, Subject.Media> media = sent.read(ctx);
        answer(ctx, new PageToken(Place.START, request, media, Seen.NONE), startNanos);
    }

    public void page(Context ctx) throws IOException {
        long startNanos = System.nanoTime();
        PageToken token =
                PageToken.decode(seal, Caller.of(ctx).tenant(), ctx.pathParam("page_token"));
        for (Subject.Media media : token.media().values()) {
            if (media instanceof Subject.Picture picture
                    && picture.vector().dimension() != encoder.dimension()) {
                throw new ApiError(
                        400, "invalid_page_token", "the encoder has changed; search again");
            }
        }
        answer(ctx, token, startNanos);
    }

    private void answer(Context ctx, PageToken asked, long startNanos) throws IOException {
        if (ClauseRules.isOfLooks(asked.request(), asked.media())) {
            byLooks(ctx, asked, startNanos);
        } else {
            byClauses(ctx, asked, startNanos);
        }
    }

    private void byClauses(Context ctx, PageToken asked, long startNanos) throws IOException {
        ClauseSearch.Answer answer =
                clauses.find(
                        Caller.of(ctx).tenant(),
                        ClauseRules.of(asked.request(), asked.media()),
                        asked.seen());
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
        send(ctx, answer.moments(), next, answer.degraded(), good, startNanos);
    }

    private void byLooks(Context ctx, PageToken asked, long startNanos) throws IOException {
        SearchRequest request = asked.request();
        MomentQuery query;
        Vector vector;
        if (asked.media().get(SearchForm.IMAGE) instanceof Subject.Picture picture) {
            query = SearchRules.rest(request);
            vector = picture.vector();
        } else {
            query = SearchRules.ofText(request);
            vector = encoder.text(query.text());
            request = request.withText(query.text());
        }
        SearchRequest kept = request;
        Hits hits = visual.find(Caller.of(ctx).tenant(), query, vector, asked.place());
        List<Degraded> degraded = new ArrayList<>(query.degraded());
        degraded.addAll(hits.degraded());
        Optional<PageToken> next =
                hits.next().map(place -> new PageToken(place, kept, asked.media(), Seen.NONE));
        Boolean good = null;
        if (asked.place().isStart() && query.text() != null) {
            good = hits.hits().stream().anyMatch(hit -> hit.confidence() >= LIKELY);
        }
        send(ctx, moments(hits, asked.place()), next, degraded, good, startNanos);
    }

    private void send(
            Context ctx,
            List<SearchResponse.Found> moments,
            Optional<PageToken> next,
            List<Degraded> degraded,
            Boolean good,
            long startNanos) {
        Optional<String> token = next.flatMap(page -> page.encode(seal, Caller.of(ctx).tenant()));
        List<Degraded> lacks = new ArrayList<>(degraded);
        if (next.isPresent() && token.isEmpty()) {
            lacks.add(new Degraded("paging", "question_too_long"));
        }
        MediaLinks links = MediaLinks.of(ctx);
        ctx.json(
                new SearchResponse(
                        moments.stream().map(found -> found.linked(links)).toList(),
                        new SearchResponse.Page(token.orElse(null)),
                        (System.nanoTime() - startNanos) / 1_000_000,
                        lacks,
                        List.of(),
                        good));
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
