package io.zoetrope.query.videos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.http.content.FileContent;
import io.zoetrope.query.http.content.FileResponse;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.media.MediaTypes;
import io.zoetrope.query.media.Thumbnails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/videos/{id}/thumbnail} and {@code /v1/videos/{id}/source}. */
public final class MediaApi {
    private static final Logger LOG = LoggerFactory.getLogger(MediaApi.class);
    private static final String PICTURES_KEPT = "private, max-age=3600";
    private static final Duration LATELY = Duration.ofSeconds(5);
    private static final long MAX_MS = 1_000_000_000_000L;

    private final VideosApi videos;
    private final Optional<Thumbnails> keyFrames;
    private final LocalSources sources;
    private final Cache<Asked, Optional<String>> lately =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LATELY).build();

    private record Asked(String tenant, String id) {}

    public MediaApi(VideosApi videos, Optional<Thumbnails> keyFrames, LocalSources sources) {
        this.videos = videos;
        this.keyFrames = keyFrames;
        this.sources = sources;
    }

    /** Tenant and id name the folder: no index is asked, however many pictures a page has. */
    public void thumbnail(Context ctx) throws IOException {
        Thumbnails store = store();
        String tenant = Caller.of(ctx).tenant();
        String id = ctx.pathParam("id");
        long ms = ms(ctx.queryParam("ms"));
        send(ctx, () -> store.nearest(tenant, id, ms), "a picture of this video");
    }

    /** An object's own picture: tenant, id and name say where it lies, as for a thumbnail. */
    public void crop(Context ctx) throws IOException {
        Thumbnails store = store();
        String tenant = Caller.of(ctx).tenant();
        String id = ctx.pathParam("id");
        String name = ctx.pathParam("name");
        send(ctx, () -> store.crop(tenant, id, name), "this picture");
    }

    private Thumbnails store() {
        return keyFrames.orElseThrow(
                () ->
                        ApiError.notAvailable(
                                "this service has no pictures: object-store is not set"));
    }

    /** Looks for a stored picture. */
    @FunctionalInterface
    private interface Look {
        Optional<Content> look() throws IOException;
    }

    private static void send(Context ctx, Look look, String what) throws IOException {
        Content picture = look(look, what).orElseThrow(() -> ApiError.notFound(what));
        FileResponse.send(ctx, picture, "image/jpeg", PICTURES_KEPT);
    }

    private static Optional<Content> look(Look look, String what) {
        try {
            return look.look();
        } catch (IOException e) {
            LOG.warn("could not look for {}", what, e);
            throw ApiError.unavailable("the store of pictures does not answer; try again");
        }
    }

    public void source(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        String uri =
                playable(tenant, ctx.pathParam("id"))
                        .orElseThrow(() -> ApiError.notFound("a source that can be played here"));
        Path file =
                sources.open(tenant, uri)
                        .orElseThrow(() -> ApiError.notFound("a source that can be played here"));
        FileResponse.send(ctx, found(file), MediaTypes.of(file.getFileName().toString()));
    }

    /** It may go between one look and the next. */
    static Content found(Path file) throws IOException {
        try {
            return FileContent.of(file);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw ApiError.notFound("a source that can be played here");
        }
    }

    /** A player asks for one range after the other: the index is asked once for many. */
    private Optional<String> playable(String tenant, String id) throws IOException {
        try {
            return lately.get(new Asked(tenant, id), this::lookUp);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<String> lookUp(Asked asked) {
        try {
            VideoView video = videos.find(asked.tenant(), asked.id());
            return Optional.ofNullable(video.sourceUrl()).map(url -> video.uri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
