package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.message.ArrivalFields;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.QueryParameters;
import io.zoetrope.query.media.BucketUploads;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.question.SearchRules;
import io.zoetrope.query.search.SearchResponse.Found;
import io.zoetrope.query.search.SearchResponse.Page;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/videos}: lists, shows and forgets videos. */
public final class VideosApi {
    private static final Logger LOG = LoggerFactory.getLogger(VideosApi.class);
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
    private final ListWindows windows;
    private final Announced announced;
    private final UploadsApi.Places uploads;
    private final LocalSources sources;

    public VideosApi(
            VideoIndex index,
            QueryEncoder encoder,
            ArrivalEvents events,
            ListWindows windows,
            Announced announced,
            UploadsApi.Places uploads,
            LocalSources sources) {
        this.index = index;
        this.encoder = encoder;
        this.events = events;
        this.windows = windows;
        this.announced = announced;
        this.uploads = uploads;
        this.sources = sources;
    }

    public void list(Context ctx) throws IOException {
        VideoIndex.Wanted wanted =
                new VideoIndex.Wanted(
                        states(ctx),
                        QueryParameters.all(ctx, "collection", SearchRules.MAX_FILTER_VALUES),
                        QueryParameters.all(ctx, "uri", SearchRules.MAX_FILTER_VALUES));
        VideoIndex.Listed<VideoView> listed =
                index.list(Caller.of(ctx).tenant(), wanted, window(ctx));
        MediaLinks links = MediaLinks.of(ctx);
        List<VideoView> videos = listed.items().stream().map(v -> v.linked(links)).toList();
        ctx.json(new Videos(videos, windows.page(ctx, listed.after())));
    }

    public void get(Context ctx) throws IOException {
        ctx.json(find(ctx).linked(MediaLinks.of(ctx)));
    }

    public void moments(Context ctx) throws IOException {
        VideoView video = find(ctx);
        VideoIndex.Listed<Found> listed =
                index.moments(Caller.of(ctx).tenant(), video.videoId(), encoder, window(ctx));
        MediaLinks links = MediaLinks.of(ctx);
        List<Found> moments = listed.items().stream().map(m -> m.linked(links)).toList();
        ctx.json(new Moments(moments, windows.page(ctx, listed.after())));
    }

    public void delete(Context ctx) throws IOException {
        VideoView video = find(ctx);
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.put(ArrivalFields.VIDEO_ID, video.videoId())
                .put(ArrivalFields.URI, video.uri())
                .put("tenant", video.tenant())
                .put("collection", video.collection());
        events.announce(ArrivalType.DELETED, List.of(data));
        announced.remove(video.tenant(), video.videoId());
        removeFile(video);
        ctx.status(202).json(new Accepted(video.videoId(), IndexingState.DELETED.wireName()));
    }

    /** An uploaded file is the service's own; it goes with the last video that was made of it. */
    private void removeFile(VideoView video) throws IOException {
        String tenant = video.tenant();
        if (uploads.folder().isPresent()) {
            boolean indexed = isIndexed(video, List.of(video.uri()));
            uploads.folder().get().remove(tenant, video.uri(), video.videoId(), indexed);
        }
        if (uploads.bucket().isPresent()) {
            removeObject(video, uploads.bucket().get());
        }
    }

    /** What stays for lack of an answer, or of a right, is the bucket's own to clear away. */
    private void removeObject(VideoView video, BucketUploads bucket) throws IOException {
        List<String> uris = bucket.spellings(video.tenant(), video.uri());
        if (uris.isEmpty()
                || announced.isAnother(video.tenant(), video.videoId(), uris)
                || isIndexed(video, uris)) {
            return;
        }
        try {
            bucket.remove(video.tenant(), video.uri());
        } catch (IOException e) {
            LOG.warn("the upload of video {} stays", video.videoId(), e);
        }
    }

    /** Whether another video of these uris is. */
    private boolean isIndexed(VideoView video, List<String> uris) throws IOException {
        VideoIndex.Wanted same = new VideoIndex.Wanted(List.of(), List.of(), uris);
        VideoIndex.Window few = new VideoIndex.Window(2, null);
        return index.list(video.tenant(), same, few).items().stream()
                .anyMatch(other -> !other.videoId().equals(video.videoId()));
    }

    /**
     * The video of the path, of the caller's tenant.
     *
     * @throws ApiError 404
     */
    VideoView find(Context ctx) throws IOException {
        return find(Caller.of(ctx).tenant(), ctx.pathParam("id"));
    }

    /**
     * A video that is indexed, or was announced here.
     *
     * @throws ApiError 404 if a tenant has no such video
     */
    public VideoView find(String tenant, String id) throws IOException {
        return index.find(tenant, id)
                .or(() -> announced.find(tenant, id).map(v -> VideoView.of(v, sources)))
                .orElseThrow(() -> ApiError.notFound("this video"));
    }

    private static List<String> states(Context ctx) {
        return ctx.queryParams("status").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isBlank())
                .limit(SearchRules.MAX_FILTER_VALUES)
                .toList();
    }

    private VideoIndex.Window window(Context ctx) {
        return windows.of(ctx, DEFAULT_LIMIT, MAX_LIMIT);
    }
}
