package io.zoetrope.query.media;

import io.javalin.http.Context;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Urls;
import io.zoetrope.query.http.content.BytesContent;
import io.zoetrope.query.http.content.FileResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes with a video while it plays, and is made when it is asked for: {@code
 * /v1/videos/{id}/hls/subtitles/…}, tracks of text with their playlists, and {@code …/sprites/…},
 * sheets of small pictures with the map that says what they show. A link to the video's playlist is
 * good for them too.
 */
public final class HlsExtrasApi {
    private static final Logger LOG = LoggerFactory.getLogger(HlsExtrasApi.class);
    private static final String TEXT = "text/vtt; charset=utf-8";
    private static final String ASKED_AGAIN = "private, no-cache";
    private static final String SHEETS_KEPT = "private, max-age=3600";
    private static final Pattern SUBTITLES = Pattern.compile("([a-z0-9-]{1,48})\\.(m3u8|vtt)");
    private static final Pattern SHEET = Pattern.compile("([0-9]{1,3})-([0-9]{1,3})\\.jpg");
    private static final String MAP = "map.vtt";

    private final Subtitles subtitles;
    private final Optional<Sprites> sprites;

    public HlsExtrasApi(Subtitles subtitles, Optional<Thumbnails> pictures) {
        this.subtitles = subtitles;
        this.sprites = pictures.map(Sprites::new);
    }

    /**
     * A track, as the API tells of it.
     *
     * @param language BCP 47; null if it is not known
     * @param url of its text
     */
    public record TrackView(
            String track, String name, String language, boolean recognised, String url) {}

    record Tracks(List<TrackView> tracks) {}

    /** {@code /v1/videos/{id}/subtitles}: which there are. */
    public void tracks(Context ctx) throws IOException {
        String id = ctx.pathParam("id");
        MediaLinks links = MediaLinks.of(ctx);
        ctx.json(
                new Tracks(
                        subtitles.of(Caller.of(ctx).tenant(), id).stream()
                                .map(
                                        track ->
                                                new TrackView(
                                                        track.id(),
                                                        track.name(),
                                                        track.language().isEmpty()
                                                                ? null
                                                                : track.language(),
                                                        track.recognised(),
                                                        links.to(Urls.subtitles(id, track.id()))))
                                .toList()));
    }

    /** The playlist of a track, or its text. */
    public void subtitles(Context ctx) throws IOException {
        Matcher file = SUBTITLES.matcher(ctx.pathParam("file"));
        if (!file.matches()) {
            throw ApiError.notFound("this file");
        }
        String track = file.group(1);
        Subtitles.Text text =
                subtitles
                        .text(Caller.of(ctx).tenant(), ctx.pathParam("id"), track)
                        .orElseThrow(() -> ApiError.notFound("this track of this video"));
        if (file.group(2).equals("vtt")) {
            send(ctx, WebVtt.subtitles(text.cues()), TEXT);
        } else {
            send(ctx, SubtitlePlaylists.media(track, text.durationMs()), HlsApi.LIST_TYPE);
        }
    }

    /** The map of all sheets, or one of them. */
    public void sprites(Context ctx) throws IOException {
        Sprites made =
                sprites.orElseThrow(
                        () ->
                                ApiError.notAvailable(
                                        "this service has no pictures: object-store is not set"));
        String tenant = Caller.of(ctx).tenant();
        String id = ctx.pathParam("id");
        String file = ctx.pathParam("file");
        Matcher sheet = SHEET.matcher(file);
        try {
            if (file.equals(MAP)) {
                send(ctx, made.map(tenant, id).orElseThrow(HlsExtrasApi::noPictures), TEXT);
            } else if (sheet.matches()) {
                int count = Integer.parseInt(sheet.group(1));
                byte[] jpeg =
                        made.sheet(tenant, id, count, Integer.parseInt(sheet.group(2)))
                                .orElseThrow(HlsExtrasApi::noPictures);
                FileResponse.send(ctx, new BytesContent(jpeg), "image/jpeg", SHEETS_KEPT);
            } else {
                throw noPictures();
            }
        } catch (IOException e) {
            LOG.warn("no sheet of pictures of {}", id, e);
            throw ApiError.unavailable("the store of pictures does not answer; try again");
        }
    }

    private static ApiError noPictures() {
        return ApiError.notFound("this sheet of pictures of this video");
    }

    private static void send(Context ctx, String text, String type) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FileResponse.send(ctx, new BytesContent(bytes), type, ASKED_AGAIN);
    }
}
