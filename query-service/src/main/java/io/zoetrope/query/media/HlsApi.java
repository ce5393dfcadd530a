package io.zoetrope.query.media;

import io.javalin.http.Context;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.content.BytesContent;
import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.http.content.FileResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/videos/{id}/hls/…}: playlists and segments as the job stored them. Tenant and id name
 * the folder. What a playlist names stands beside it; its files never change, the playlists do
 * while their video is prepared. Tracks of text are added to the playlist of all renditions here,
 * as they are in the index.
 */
public final class HlsApi {
    private static final Logger LOG = LoggerFactory.getLogger(HlsApi.class);
    private static final String MASTER = "master.m3u8";
    static final String LIST_TYPE = "application/vnd.apple.mpegurl";
    private static final String PLAYLIST_KEPT = "private, no-cache";
    private static final String SEGMENT_KEPT = "private, max-age=31536000, immutable";
    private static final int MOST_LIST_BYTES = 16 << 20;

    /** Names that the job gives, and no others: neither dots nor slashes lead out of the folder. */
    private static final Pattern GENERATION = Pattern.compile("[0-9]{1,18}");

    private static final Pattern RENDITION = Pattern.compile("[a-z0-9]{1,16}");
    private static final Pattern LIST = Pattern.compile("[a-z]{1,16}[0-9]{0,9}\\.m3u8");
    private static final Pattern FILE =
            Pattern.compile(LIST.pattern() + "|init\\.mp4|[0-9]{6,9}\\.(m4s|mp4|ts)");

    private static final Map<String, String> TYPES =
            Map.of("m3u8", LIST_TYPE, "mp4", "video/mp4", "m4s", "video/mp4", "ts", "video/mp2t");

    private static final String SOUND = "sound";

    private final Optional<PictureStore> store;
    private final Subtitles subtitles;
    private final Optional<PresignedSegments> presigned;

    /**
     * @param store where the job keeps what it makes; closed by the caller
     * @param presigned if segments are not fetched from here
     */
    public HlsApi(
            Optional<PictureStore> store,
            Subtitles subtitles,
            Optional<PresignedSegments> presigned) {
        this.store = store;
        this.subtitles = subtitles;
        this.presigned = presigned;
    }

    public void master(Context ctx) throws IOException {
        Content stored = find(ctx, MASTER);
        String tenant = Caller.of(ctx).tenant();
        String text = SubtitlePlaylists.master(text(stored), tracks(tenant, ctx.pathParam("id")));
        send(ctx, text);
    }

    /** Without an index a video can still be played. */
    private List<Subtitles.Track> tracks(String tenant, String id) {
        try {
            return subtitles.of(tenant, id);
        } catch (IOException e) {
            LOG.debug("no subtitles of {}", id, e);
            return List.of();
        }
    }

    /** A media playlist, an initialization segment or a media segment. */
    public void file(Context ctx) throws IOException {
        String generation = ctx.pathParam("generation");
        String rendition = ctx.pathParam("rendition");
        String file = ctx.pathParam("file");
        if (!GENERATION.matcher(generation).matches()
                || !RENDITION.matcher(rendition).matches()
                || !FILE.matcher(file).matches()) {
            throw ApiError.notFound("this file");
        }
        String folder = generation + "/" + rendition + "/";
        Content content = find(ctx, folder + file);
        if (!LIST.matcher(file).matches()) {
            FileResponse.send(ctx, content, type(file, rendition), SEGMENT_KEPT);
        } else if (presigned.isPresent()) {
            send(ctx, presigned.get().signed(text(content), path(ctx, folder)));
        } else {
            FileResponse.send(ctx, content, LIST_TYPE, PLAYLIST_KEPT);
        }
    }

    private Content find(Context ctx, String path) {
        PictureStore files =
                store.orElseThrow(
                        () ->
                                ApiError.notAvailable(
                                        "this service plays nothing: object-store is not set"));
        return find(files, path(ctx, path))
                .orElseThrow(() -> ApiError.notFound("this file of this video"));
    }

    private static String path(Context ctx, String path) {
        String id = ctx.pathParam("id");
        if (!VideoIds.isId(id)) {
            throw ApiError.notFound("this video");
        }
        return "hls/" + VideoIds.key(Caller.of(ctx).tenant(), id) + "/" + path;
    }

    private static Optional<Content> find(PictureStore files, String path) {
        try {
            return files.stream(path);
        } catch (IOException e) {
            LOG.warn("cannot read {}", path, e);
            throw ApiError.unavailable("the store of playlists does not answer; try again");
        }
    }

    private static String text(Content list) {
        if (list.size() > MOST_LIST_BYTES) {
            throw ApiError.notFound("a playlist of this video");
        }
        try (InputStream in = list.open(0)) {
            return new String(in.readNBytes(MOST_LIST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("cannot read a playlist", e);
            throw ApiError.unavailable("the store of playlists does not answer; try again");
        }
    }

    private static void send(Context ctx, String list) throws IOException {
        byte[] bytes = list.getBytes(StandardCharsets.UTF_8);
        FileResponse.send(ctx, new BytesContent(bytes), LIST_TYPE, PLAYLIST_KEPT);
    }

    static String type(String file, String rendition) {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        return rendition.equals(SOUND) ? type.replace("video/mp4", "audio/mp4") : type;
    }
}
