package io.zoetrope.query.media;

import io.javalin.http.Context;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Content;
import io.zoetrope.query.http.FileResponse;
import io.zoetrope.query.http.QueryParameters;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/videos/{id}/hls/…}: playlists and segments as the job stored them. Tenant and id name
 * the folder, so no index is asked. What a playlist names stands beside it; its files never change,
 * the playlists do while their video is prepared.
 */
public final class HlsApi {
    private static final Logger LOG = LoggerFactory.getLogger(HlsApi.class);
    private static final String MASTER = "master.m3u8";
    private static final String PLAYLIST_KEPT = "private, no-cache";
    private static final String SEGMENT_KEPT = "private, max-age=31536000, immutable";

    /** Names that the job gives, and no others: neither dots nor slashes lead out of the folder. */
    private static final Pattern GENERATION = Pattern.compile("[0-9]{1,18}");

    private static final Pattern RENDITION = Pattern.compile("[a-z0-9]{1,16}");
    private static final Pattern FILE = Pattern.compile("media\\.m3u8|init\\.mp4|[0-9]{6,9}\\.m4s");

    private static final Map<String, String> TYPES =
            Map.of("m3u8", "application/vnd.apple.mpegurl", "mp4", "video/mp4", "m4s", "video/mp4");

    private static final String SOUND = "sound";

    private final Optional<PictureStore> store;

    /**
     * @param store where the job keeps what it makes; closed by the caller
     */
    public HlsApi(Optional<PictureStore> store) {
        this.store = store;
    }

    public void master(Context ctx) throws IOException {
        send(ctx, MASTER, "");
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
        send(ctx, generation + "/" + rendition + "/" + file, rendition);
    }

    private void send(Context ctx, String path, String rendition) throws IOException {
        QueryParameters.only(ctx, Set.of());
        PictureStore files =
                store.orElseThrow(
                        () ->
                                ApiError.notAvailable(
                                        "this service plays nothing: object-store is not set"));
        String id = ctx.pathParam("id");
        if (!VideoIds.isId(id)) {
            throw ApiError.notFound("this video");
        }
        String key = VideoIds.key(Caller.of(ctx).tenant(), id);
        Content content =
                find(files, "hls/" + key + "/" + path)
                        .orElseThrow(() -> ApiError.notFound("this file of this video"));
        boolean list = path.endsWith(".m3u8");
        FileResponse.send(ctx, content, type(path, rendition), list ? PLAYLIST_KEPT : SEGMENT_KEPT);
    }

    private static Optional<Content> find(PictureStore files, String path) {
        try {
            return files.stream(path);
        } catch (IOException e) {
            LOG.warn("cannot read {}", path, e);
            throw ApiError.unavailable("the store of playlists does not answer; try again");
        }
    }

    private static String type(String path, String rendition) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        return rendition.equals(SOUND) ? type.replace("video/", "audio/") : type;
    }
}
