package io.zoetrope.query.search;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.access.Tenants;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.paging.PageToken;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.SearchForm;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.SearchRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code POST /v1/search} and {@code GET /v1/search/{page_token}}. */
public final class SearchApi {
    private static final int PICTURES_AT_ONCE = 4;
    private static final int PATIENCE_MS = 4_000;
    private static final Vector NO_VECTOR = new Vector(new float[0]);

    private final MomentSearch search;
    private final QueryEncoder encoder;
    private final Tenants tenants;
    private final Semaphore pictures = new Semaphore(PICTURES_AT_ONCE);

    public SearchApi(MomentSearch search, QueryEncoder encoder, Tenants tenants) {
        this.search = search;
        this.encoder = encoder;
        this.tenants = tenants;
    }

    public void post(Context ctx) throws IOException {
        long startNanos = System.nanoTime();
        if (!Bodies.isMultipart(ctx)) {
            byText(ctx, Bodies.json(ctx, SearchRequest.class), 0, startNanos);
            return;
        }
        Bodies.limitMultipart(ctx, Bodies.MAX_IMAGE_BYTES);
        refuseOtherMedia(ctx);
        Optional<UploadedFile> image = Bodies.file(ctx, "image");
        SearchRequest request = SearchForm.read(ctx);
        if (image.isEmpty()) {
            byText(ctx, request, 0, startNanos);
            return;
        }
        if (request.query() != null) {
            throw ApiError.notAvailable(
                    "searching by picture and text at once is not available yet");
        }
        MomentQuery query = SearchRules.ofVector(request);
        answer(ctx, request, query, embed(image.get()), 0, startNanos);
    }

    public void page(Context ctx) throws IOException {
        long startNanos = System.nanoTime();
        PageToken token = PageToken.decode(ctx.pathParam("page_token"));
        Vector vector = token.vector();
        if (vector.dimension() == 0) {
            byText(ctx, token.request(), token.offset(), startNanos);
            return;
        }
        if (vector.dimension() != encoder.dimension()) {
            throw new ApiError(400, "invalid_page_token", "the encoder has changed; search again");
        }
        MomentQuery query = SearchRules.ofVector(token.request());
        answer(ctx, token.request(), query, vector, token.offset(), startNanos);
    }

    private void byText(Context ctx, SearchRequest request, int offset, long startNanos)
            throws IOException {
        MomentQuery query = SearchRules.ofText(request);
        Vector vector = encoder.text(query.text());
        SearchRequest asked = request.withText(query.text());
        answer(ctx, asked, query, vector, offset, startNanos);
    }

    private void answer(
            Context ctx,
            SearchRequest request,
            MomentQuery query,
            Vector vector,
            int offset,
            long startNanos)
            throws IOException {
        MomentSearch.Hits hits = search.search(tenants.of(ctx), query, vector, offset);
        List<Degraded> degraded = new ArrayList<>(query.degraded());
        degraded.addAll(hits.degraded());
        ctx.json(
                new SearchResponse(
                        hits.moments(),
                        new SearchResponse.Page(nextPage(request, query, vector, offset, hits)),
                        (System.nanoTime() - startNanos) / 1_000_000,
                        degraded,
                        List.of()));
    }

    private static String nextPage(
            SearchRequest request,
            MomentQuery query,
            Vector vector,
            int offset,
            MomentSearch.Hits hits) {
        int next = offset + query.limit();
        if (!hits.hasMore() || next + query.limit() >= MomentQuery.MAX_WINDOW) {
            return null;
        }
        return new PageToken(next, request, query.text() == null ? vector : NO_VECTOR).encode();
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
