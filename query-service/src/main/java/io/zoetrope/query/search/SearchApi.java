package io.zoetrope.query.search;

import io.javalin.http.Context;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.SearchForm;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.Map;

/** {@code POST /v1/search} and {@code GET /v1/search/{page_token}}. */
public final class SearchApi {
    private final Searches searches;
    private final SentMedia sent;

    public SearchApi(Searches searches, SentMedia sent) {
        this.searches = searches;
        this.sent = sent;
    }

    public void post(Context ctx) throws IOException {
        if (!Bodies.isMultipart(ctx)) {
            SearchRequest request = Bodies.json(ctx, SearchRequest.class);
            first(ctx, request, Map.of());
            return;
        }
        Bodies.limitMultipart(ctx, Bodies.MAX_IMAGE_BYTES);
        SearchRequest request = SearchForm.read(ctx);
        Map<String, Subject.Media> media = sent.read(ctx);
        first(ctx, request, media);
    }

    private void first(Context ctx, SearchRequest request, Map<String, Subject.Media> media)
            throws IOException {
        send(ctx, searches.first(Caller.of(ctx), request, media));
    }

    public void page(Context ctx) throws IOException {
        send(ctx, searches.next(Caller.of(ctx).tenant(), ctx.pathParam("page_token")));
    }

    private static void send(Context ctx, SearchResponse answer) throws IOException {
        byte[] json = Json.bytes(answer.linked(MediaLinks.of(ctx)));
        // A result would be copied through a buffer of 32 kB.
        ctx.contentType("application/json").outputStream().write(json);
    }
}
