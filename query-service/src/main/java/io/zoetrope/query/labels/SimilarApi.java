package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.zoetrope.domain.ObjectFields;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.QueryParameters;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.search.SearchResponse.Page;
import io.zoetrope.query.videos.ListWindows;
import io.zoetrope.query.videos.VideoIndex.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code /v1/objects/{id}/similar} and {@code /v1/moments/{id}/similar}: what looks like something
 * that is indexed, as the model sees it that made its vector.
 */
public final class SimilarApi {
    private static final int USUAL = 24;
    private static final int MOST = 100;

    record Similar(List<LookAlike> similar, Page page) {}

    private final FindingReader findings;
    private final ListWindows windows;

    public SimilarApi(IndexReader reader, ListWindows windows) {
        this.findings = new FindingReader(reader);
        this.windows = windows;
    }

    public void ofObject(Context ctx) throws IOException {
        similar(ctx, TeachableKind.OBJECT, "this object");
    }

    public void ofMoment(Context ctx) throws IOException {
        similar(ctx, TeachableKind.MOMENT, "this moment");
    }

    private void similar(Context ctx, TeachableKind kind, String what) throws IOException {
        QueryParameters.only(
                ctx,
                kind == TeachableKind.OBJECT
                        ? Set.of("limit", "page", "class", "collection")
                        : Set.of("limit", "page", "collection"));
        String tenant = Caller.of(ctx).tenant();
        String id = ctx.pathParam("id");
        Window window = windows.of(ctx, USUAL, MOST);
        JsonNode example =
                findings.find(kind, tenant, id).orElseThrow(() -> ApiError.notFound(what));
        Vector vector = kind.vectorOf(example);
        if (vector.dimension() == 0) {
            ctx.json(new Similar(List.of(), windows.page(ctx, null)));
            return;
        }
        TermFilter allowed =
                new TermFilter()
                        .term(ObjectFields.TENANT, tenant)
                        .not(kind.idField(), id)
                        .anyOf(ObjectFields.OBJECT_CLASS, QueryParameters.all(ctx, "class", 16))
                        .anyOf(ObjectFields.COLLECTION, QueryParameters.all(ctx, "collection", 16));
        FindingReader.Near near =
                findings.near(
                        kind,
                        TeachableKind.modelOf(example),
                        vector,
                        allowed,
                        window.limit(),
                        window.after());
        MediaLinks links = MediaLinks.of(ctx);
        List<LookAlike> similar = new ArrayList<>();
        for (int i = 0; i < near.documents().size(); i++) {
            similar.add(LookAlike.of(near.documents().get(i), near.scores().get(i)).linked(links));
        }
        ctx.json(new Similar(similar, windows.page(ctx, near.after())));
    }
}
