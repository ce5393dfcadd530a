package io.zoetrope.query.search;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.access.Tenants;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.paging.PageToken;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.paging.Seal;
import io.zoetrope.query.question.ClauseRules;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.SearchForm;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.SearchRules;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.Hits;
import io.zoetrope.query.searchers.VisualSearcher;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code POST /v1/search} and {@code GET /v1/search/{page_token}}. */
public final class SearchApi {
    private static final int PICTURES_AT_ONCE = 4;
    private static final int PATIENCE_MS = 4_000;
    private static final Vector NO_VECTOR = new Vector(new float[0]);

    private final VisualSearcher visual;
    private final ClauseSearch clauses;
    private final MomentView view;
    private final QueryEncoder encoder;
    private final Tenants tenants;
    private final Seal seal;
    private final Semaphore pictures = new Semaphore(PICTURES_AT_ONCE);

    public SearchApi(
            VisualSearcher visual,
            ClauseSearch clauses,
            MomentView view,
            QueryEncoder encoder,
            Tenants tenants,
            Seal seal) {
        this.visual = visual;
        this.clauses = clauses;
        this.view = view;
        this.encoder = encoder;
        this.tenants = tenants;
        this.seal = seal;
    }

    public void post(Context ctx) throws IOException {
        long startNanos = System.nanoTime();
        if (!Bodies.isMultipart(ctx)) {
            byWords(ctx, Bodies.json(ctx, SearchRequest.class), startNanos);
            return;
        }
        Bodies.limitMultipart(ctx, Bodies.MAX_IMAGE_BYTES);
        refuseOtherMedia(ctx);
        Optional<UploadedFile> image = Bodies.file(ctx, "image");
        SearchRequest request = SearchForm.read(ctx);
        if (image.isEmpty()) {
            byWords(ctx, request, startNanos);
            return;
        }
        if (request.query() != null) {
            throw ApiError.notAvailable(
                    "searching by picture and text at once is not available yet");
        }
        MomentQuery query = SearchRules.ofPicture(request);
        answer(ctx, request, query, PageToken.rounded(embed(image.get())), Place.START, startNanos);
    }

    public void page(Context ctx) throws IOException {
        long startNanos = System.nanoTime();
        PageToken token = PageToken.decode(seal, tenants.of(ctx), ctx.pathParam("page_token"));
        Vector vector = token.vector();
        if (vector.dimension() == 0) {
            byText(ctx, token.request(), token.place(), startNanos);
            return;
        }
        if (vector.dimension() != encoder.dimension()) {
            throw new ApiError(400, "invalid_page_token", "the encoder has changed; search again");
        }
        MomentQuery query = SearchRules.ofPicture(token.request());
        answer(ctx, token.request(), query, vector, token.place(), startNanos);
    }

    private void byWords(Context ctx, SearchRequest request, long startNanos) throws IOException {
        if (ClauseRules.isPlain(request)) {
            byText(ctx, request, Place.START, startNanos);
            return;
        }
        ClauseSearch.Answer answer = clauses.find(tenants.of(ctx), ClauseRules.of(request));
        ctx.json(
                new SearchResponse(
                        answer.moments(),
                        new SearchResponse.Page(null),
                        (System.nanoTime() - startNanos) / 1_000_000,
                        answer.degraded(),
                        List.of()));
    }

    private void byText(Context ctx, SearchRequest request, Place after, long startNanos)
            throws IOException {
        MomentQuery query = SearchRules.ofText(request);
        Vector vector = encoder.text(query.text());
        SearchRequest asked = request.withText(query.text());
        answer(ctx, asked, query, vector, after, startNanos);
    }

    private void answer(
            Context ctx,
            SearchRequest request,
            MomentQuery query,
            Vector vector,
            Place after,
            long startNanos)
            throws IOException {
        String tenant = tenants.of(ctx);
        Hits hits = visual.find(tenant, query, vector, after);
        List<Degraded> degraded = new ArrayList<>(query.degraded());
        degraded.addAll(hits.degraded());
        Optional<String> next =
                hits.next()
                        .flatMap(
                                place ->
                                        new PageToken(place, request, kept(query, vector))
                                                .encode(seal, tenant));
        if (hits.next().isPresent() && next.isEmpty()) {
            degraded.add(new Degraded("paging", "question_too_long"));
        }
        ctx.json(
                new SearchResponse(
                        moments(hits, after),
                        new SearchResponse.Page(next.orElse(null)),
                        (System.nanoTime() - startNanos) / 1_000_000,
                        degraded,
                        List.of()));
    }

    private List<SearchResponse.Found> moments(Hits hits, Place after) {
        List<SearchResponse.Found> moments = new ArrayList<>();
        for (Hit hit : hits.hits()) {
            moments.add(
                    view.found(
                            hit.moment(),
                            after.rank() + moments.size() + 1,
                            hit.score(),
                            Map.of(MomentFields.VISUAL, hit.score())));
        }
        return moments;
    }

    /** A text is embedded again, mostly from the cache. */
    private static Vector kept(MomentQuery query, Vector vector) {
        return query.text() == null ? vector : NO_VECTOR;
    }

    private Vector embed(UploadedFile image) throws IOException {
        if (image.size() > Bodies.MAX_IMAGE_BYTES) {
            throw ApiError.tooLarge("a picture has at most " + Bodies.MAX_IMAGE_BYTES + " bytes");
        }
        // The file lies on the disk: only those that are worked on are held in memory.
        if (!tryPicture()) {
            throw ApiError.busy();
        }
        try (InputStream bytes = image.content()) {
            return encoder.image(bytes.readAllBytes());
        } catch (RejectedInput e) {
            throw new ApiError(400, e.reason(), e.getMessage(), "image");
        } finally {
            pictures.release();
        }
    }

    private boolean tryPicture() {
        try {
            return pictures.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void refuseOtherMedia(Context ctx) {
        for (String part : List.of("audio", "video")) {
            if (ctx.uploadedFileMap().containsKey(part)) {
                throw ApiError.notAvailable("searching by " + part + " is not available yet");
            }
        }
    }
}
