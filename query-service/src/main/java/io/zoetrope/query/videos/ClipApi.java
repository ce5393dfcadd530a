package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.http.content.FileResponse;
import io.zoetrope.query.media.ClipSources;
import io.zoetrope.query.media.ClipStore;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/videos/{id}/clip.mp4}: a stretch of a video as a file of its own. */
public final class ClipApi {
    private static final Logger LOG = LoggerFactory.getLogger(ClipApi.class);
    private static final String START = "start_ms";
    private static final String END = "end_ms";
    private static final long MOST_MS = 1_000_000_000_000L;

    private final VideosApi videos;
    private final ClipSources sources;
    private final ClipStore clips;
    private final Duration longest;

    /**
     * @param clips closed by the caller
     * @param longest time of a clip
     */
    public ClipApi(VideosApi videos, ClipSources sources, ClipStore clips, Duration longest) {
        this.videos = videos;
        this.sources = sources;
        this.clips = clips;
        this.longest = longest;
    }

    public void get(Context ctx) throws IOException {
        long startMs = ms(ctx, START);
        long endMs = ms(ctx, END);
        if (endMs <= startMs) {
            throw ApiError.invalid("end_ms is later than start_ms", END);
        }
        if (endMs - startMs > longest.toMillis()) {
            throw ApiError.invalid("a clip has " + longest.toSeconds() + " seconds at most", END);
        }
        VideoView video = video(Caller.of(ctx).tenant(), ctx.pathParam("id"));
        if (video.durationMs() > 0 && startMs >= video.durationMs()) {
            throw ApiError.invalid("start_ms lies behind the end of the video", START);
        }
        FileResponse.send(ctx, clip(video, startMs, endMs), "video/mp4");
    }

    private VideoView video(String tenant, String id) throws IOException {
        try {
            return videos.find(tenant, id);
        } catch (ApiError e) {
            clips.forget(tenant, id);
            throw e;
        }
    }

    private Content clip(VideoView video, long startMs, long endMs) {
        try {
            ClipSources.Found found = found(video, endMs);
            ClipStore.Key key =
                    new ClipStore.Key(
                            video.tenant(), video.videoId(), found.version(), startMs, endMs);
            return clips.get(key, found);
        } catch (RejectedInput e) {
            throw problem(e);
        } catch (IOException e) {
            LOG.warn("no clip of {} could be made", video.videoId(), e);
            throw ApiError.unavailable("what the clip is made of does not answer; try again");
        }
    }

    private ClipSources.Found found(VideoView video, long endMs) throws IOException {
        ClipSources.Found found =
                sources.find(
                                video.tenant(),
                                video.videoId(),
                                video.uri(),
                                video.sourceUrl() != null)
                        .orElseThrow(
                                () ->
                                        ApiError.notFound(
                                                "something to make clips of this video of"));
        if (!found.reaches(endMs, video.durationMs())) {
            throw ApiError.notStored(found.endUs() / 1000);
        }
        return found;
    }

    private static ApiError problem(RejectedInput why) {
        if (why.reason().equals(Reason.NO_FRAMES.wire())) {
            return ApiError.invalid("no picture is shown in this stretch", START);
        }
        if (why.reason().equals(Reason.TOO_LARGE.wire())) {
            return ApiError.tooLarge(why.getMessage());
        }
        return new ApiError(422, "no_clip", "of this stretch no clip can be made", why.reason());
    }

    private static long ms(Context ctx, String name) {
        String given = ctx.queryParam(name);
        try {
            long ms = given == null ? -1 : Long.parseLong(given);
            if (ms >= 0 && ms <= MOST_MS) {
                return ms;
            }
        } catch (NumberFormatException e) {
            throw ApiError.invalid(name + " is a whole number, not negative", name);
        }
        throw ApiError.invalid(name + " is a whole number, not negative", name);
    }

    /** What a status says of a video that is gone ends its clips too. */
    public void heard(JsonNode status) {
        if (IndexingState.DELETED.wireName().equals(status.path(VideoFields.STATUS).asText())) {
            clips.forget(
                    status.path(VideoFields.TENANT).asText(),
                    status.path(VideoFields.VIDEO_ID).asText());
        }
    }
}
