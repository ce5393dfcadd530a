package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.query.access.Tenants;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.paging.ListToken;
import io.zoetrope.query.question.SearchRules;
import io.zoetrope.query.search.SearchResponse.Found;
import io.zoetrope.query.search.SearchResponse.Page;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** {@code /v1/videos}: lists, shows and forgets videos. */
public final class VideosApi {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** What the lists answer. */
    record Videos(List<VideoView> videos, Page page) {}

    record Moments(List<Found> moments, Page page) {}

    /** What a change answers: it was announced, and happens soon. */
    record Accepted(String videoId, String status) {}

    private final VideoIndex index;
    private final QueryEncoder encoder;
    private final ArrivalEvents events;
    private final Tenants tenants;

    public VideosApi(
            VideoIndex index, QueryEncoder encoder, ArrivalEvents events, Tenants tenants) {
        this.index = index;
        this.encoder = encoder;
        this.events = events;
        this.tenants = tenants;
    }

    public void list(Context ctx) throws IOException {
        VideoIndex.Wanted wanted =
                new VideoIndex.Wanted(values(ctx, "status"), values(ctx, "collection"), uris(ctx));
        VideoIndex.Listed<VideoView> listed = index.list(tenants.of(ctx), wanted, window(ctx));
        ctx.json(new Videos(listed.items(), page(listed.after())));
    }

    public void get(Context ctx) throws IOException {
        ctx.json(find(ctx));
    }

    public void moments(Context ctx) throws IOException {
        VideoView video = find(ctx);
        VideoIndex.Listed<Found> listed =
                index.moments(tenants.of(ctx), video.videoId(), encoder, window(ctx));
        ctx.json(new Moments(listed.items(), page(listed.after())));
    }

    public void delete(Context ctx) throws IOException {
        VideoView video = find(ctx);
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.put("video_id", video.videoId())
                .put("uri", video.uri())
                .put("tenant", video.tenant())
                .put("collection", video.collection());
        events.announce(ArrivalType.DELETED, data);
        ctx.status(202).json(new Accepted(video.videoId(), IndexingState.DELETED.wireName()));
    }

    /**
     * The video of the path, of the caller's tenant.
     *
     * @throws ApiError 404
     */
    VideoView find(Context ctx) throws IOException {
        return index.find(tenants.of(ctx), ctx.pathParam("id"))
                .orElseThrow(() -> ApiError.notFound("this video"));
    }

    private static List<String> values(Context ctx, String parameter) {
        return ctx.queryParams(parameter).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isBlank())
                .limit(SearchRules.MAX_FILTER_VALUES)
                .toList();
    }

    /** Exact, one to a parameter: a uri may hold commas. */
    private static List<String> uris(Context ctx) {
        return ctx.queryParams("uri").stream().limit(SearchRules.MAX_FILTER_VALUES).toList();
    }

    private static VideoIndex.Window window(Context ctx) {
        return new VideoIndex.Window(limit(ctx.queryParam("limit")), ListToken.decode(ctx));
    }

    private static int limit(String limit) {
        try {
            return limit == null
                    ? DEFAULT_LIMIT
                    : Math.max(1, Math.min(MAX_LIMIT, Integer.parseInt(limit)));
        } catch (NumberFormatException e) {
            throw ApiError.invalid("limit is a whole number", "limit");
        }
    }

    private static Page page(ArrayNode after) {
        return new Page(after == null ? null : ListToken.encode(after));
    }
}
