package io.zoetrope.query.videos;

import io.javalin.http.Context;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Content;
import io.zoetrope.query.http.FileContent;
import io.zoetrope.query.http.FileResponse;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.media.MediaTypes;
import io.zoetrope.query.media.Thumbnails;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/videos/{id}/thumbnail} and {@code /v1/videos/{id}/source}. */
public final class MediaApi {
    private static final Logger LOG = LoggerFactory.getLogger(MediaApi.class);
    private static final long MAX_MS = 1_000_000_000_000L;

    private final VideosApi videos;
    private final Optional<Thumbnails> keyFrames;
    private final LocalSources sources;

    public MediaApi(VideosApi videos, Optional<Thumbnails> keyFrames, LocalSources sources) {
        this.videos = videos;
        this.keyFrames = keyFrames;
        this.sources = sources;
    }

    public void thumbnail(Context ctx) throws IOException {
        Thumbnails store =
                keyFrames.orElseThrow(
                        () ->
                                ApiError.notAvailable(
                                        "this service has no pictures: object-store is not set"));
        long ms = ms(ctx.queryParam("ms"));
        Content picture =
                nearest(store, videos.find(ctx), ms)
                        .orElseThrow(() -> ApiError.notFound("a picture of this video"));
        FileResponse.send(ctx, picture, "image/jpeg");
    }

    public void source(Context ctx) throws IOException {
        Path file =
                sources.open(videos.find(ctx).uri())
                        .orElseThrow(() -> ApiError.notFound("a source that can be played here"));
        FileResponse.send(ctx, FileContent.of(file), MediaTypes.of(file.getFileName().toString()));
    }

    private static Optional<Content> nearest(Thumbnails store, VideoView video, long ms) {
        try {
            return store.nearest(video.tenant(), video.videoId(), ms);
        } catch (IOException e) {
            LOG.warn("no picture of video {}", video.videoId(), e);
            throw ApiError.unavailable("the store of pictures does not answer; try again");
        }
    }

    private static long ms(String ms) {
        try {
            long value = ms == null ? 0 : Long.parseLong(ms);
            if (value >= 0 && value <= MAX_MS) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw ApiError.invalid("ms is a whole number, not negative", "ms");
        }
        throw ApiError.invalid("ms is a whole number, not negative", "ms");
    }
}
