package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.paging.ListToken;
import io.zoetrope.query.paging.Seal;
import io.zoetrope.query.search.SearchResponse.Page;

/** How much of a list a request wants, and where the next page starts. */
public record ListWindows(Seal seal) {
    /**
     * @param usual without a {@code limit}
     * @param most that it is clamped to
     * @throws ApiError 400 if {@code limit} or {@code page} is wrong, 410 for an old page
     */
    public VideoIndex.Window of(Context ctx, int usual, int most) {
        return new VideoIndex.Window(
                limit(ctx.queryParam("limit"), usual, most),
                ListToken.decode(seal, Caller.of(ctx).tenant(), ctx));
    }

    private static int limit(String limit, int usual, int most) {
        try {
            return limit == null ? usual : Math.max(1, Math.min(most, Integer.parseInt(limit)));
        } catch (NumberFormatException e) {
            throw ApiError.invalid("limit is a whole number", "limit");
        }
    }

    /**
     * @param after null on the last page
     */
    public Page page(Context ctx, ArrayNode after) {
        return new Page(
                after == null ? null : ListToken.encode(seal, Caller.of(ctx).tenant(), ctx, after));
    }
}
