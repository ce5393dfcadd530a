package io.zoetrope.query.labels.examples;

import io.javalin.http.Context;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.QueryParameters;
import io.zoetrope.query.search.SearchResponse.Page;
import io.zoetrope.query.videos.ListWindows;
import java.io.IOException;
import java.util.List;

/** {@code /v1/objects/{id}/similar} and {@code /v1/moments/{id}/similar}. */
public final class SimilarApi {
    record Similar(List<LookAlike> similar, Page page) {}

    private final LookAlikes lookAlikes;
    private final ListWindows windows;

    public SimilarApi(LookAlikes lookAlikes, ListWindows windows) {
        this.lookAlikes = lookAlikes;
        this.windows = windows;
    }

    public void ofObject(Context ctx) throws IOException {
        similar(ctx, FindingKind.OBJECT);
    }

    public void ofMoment(Context ctx) throws IOException {
        similar(ctx, FindingKind.MOMENT);
    }

    private void similar(Context ctx, FindingKind kind) throws IOException {
        LookAlikes.Example example =
                new LookAlikes.Example(
                        kind,
                        ctx.pathParam("id"),
                        QueryParameters.all(ctx, "class", LookAlikes.MOST_VALUES),
                        QueryParameters.all(ctx, "collection", LookAlikes.MOST_VALUES));
        LookAlikes.Near near =
                lookAlikes.of(
                        Caller.of(ctx).tenant(),
                        example,
                        windows.of(ctx, LookAlikes.USUAL, LookAlikes.MOST));
        MediaLinks links = MediaLinks.of(ctx);
        List<LookAlike> similar = near.similar().stream().map(one -> one.linked(links)).toList();
        ctx.json(new Similar(similar, windows.page(ctx, near.after())));
    }
}
