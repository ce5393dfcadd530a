package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.index.RenditionFields;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.Urls;
import io.zoetrope.query.media.LocalSources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A video as the API shows it; made from a document of {@code videos} or from a status event, which
 * are the same.
 *
 * @param durationMs 0 until probed
 * @param found how many of each kind, by the name of the kind
 * @param playableAt null until it can be streamed from its beginning
 * @param completeAt null until it can be streamed to its end
 * @param playbackError why it is not prepared for playback; null unless that failed
 * @param error null unless failed or partial
 * @param lastError the newest problem that was met, whatever becomes of the video; null if none was
 * @param sourceUrl null if it was not probed as a video, or is not a file that may be played from
 *     here
 * @param playbackUrl of its HLS playlist; null until it can be streamed
 * @param renditions that the playlist names, best first; empty until it can be streamed
 */
public record VideoView(
        String videoId,
        String uri,
        String title,
        String collection,
        String tenant,
        Map<String, String> metadata,
        long durationMs,
        int width,
        int height,
        String videoCodec,
        long sizeBytes,
        String status,
        Progress progress,
        int moments,
        Map<String, Integer> found,
        String arrivedAt,
        String updatedAt,
        String searchableAt,
        String playableAt,
        String completeAt,
        Error playbackError,
        Error error,
        Error lastError,
        String thumbnailUrl,
        String sourceUrl,
        String playbackUrl,
        List<Rendition> renditions) {

    /**
     * @param stage null before the job says so
     * @param queuePosition what is served before it, in milliseconds of 1080p video; null if it
     *     does not wait
     * @param realTimeFactor seconds of it for each second of work; null until one is done
     */
    public record Progress(
            int segmentsDone,
            int segmentsTotal,
            String stage,
            Long queuePosition,
            Double realTimeFactor) {
        static Progress of(JsonNode video) {
            JsonNode position = video.path(VideoFields.QUEUE_POSITION);
            JsonNode factor = video.path(VideoFields.REAL_TIME_FACTOR);
            return new Progress(
                    video.path(VideoFields.SEGMENTS_DONE).asInt(),
                    video.path(VideoFields.SEGMENTS_TOTAL).asInt(),
                    text(video.path(VideoFields.STAGE)),
                    position.isNumber() ? position.asLong() : null,
                    factor.isNumber() ? factor.asDouble() : null);
        }
    }

    public record Error(String stage, String reason, String detail) {}

    /** One size in which it can be played, see {@link RenditionFields}. */
    public record Rendition(
            String name,
            int width,
            int height,
            String codecs,
            long bandwidth,
            long averageBandwidth) {
        static List<Rendition> of(JsonNode video) {
            List<Rendition> renditions = new ArrayList<>();
            for (JsonNode each : video.path(VideoFields.RENDITIONS)) {
                renditions.add(
                        new Rendition(
                                each.path(RenditionFields.NAME).asText(""),
                                each.path(RenditionFields.WIDTH).asInt(),
                                each.path(RenditionFields.HEIGHT).asInt(),
                                each.path(RenditionFields.CODECS).asText(""),
                                each.path(RenditionFields.BANDWIDTH).asLong(),
                                each.path(RenditionFields.AVERAGE_BANDWIDTH).asLong()));
            }
            return renditions;
        }
    }

    public static VideoView of(JsonNode video, LocalSources sources) {
        String id = video.path(VideoFields.VIDEO_ID).asText();
        String uri = video.path(VideoFields.URI).asText("");
        return new VideoView(
                id,
                uri,
                video.path(VideoFields.TITLE).asText(""),
                video.path(VideoFields.COLLECTION).asText(""),
                video.path(VideoFields.TENANT).asText(""),
                metadata(video.path(VideoFields.METADATA)),
                video.path(VideoFields.DURATION_MS).asLong(),
                video.path(VideoFields.WIDTH).asInt(),
                video.path(VideoFields.HEIGHT).asInt(),
                text(video.path(VideoFields.VIDEO_CODEC)),
                video.path(VideoFields.SIZE_BYTES).asLong(),
                video.path(VideoFields.STATUS).asText(IndexingState.ARRIVED.wireName()),
                Progress.of(video),
                video.path(VideoFields.MOMENTS).asInt(),
                found(video),
                time(video.path(VideoFields.ARRIVED_AT)),
                time(video.path(VideoFields.UPDATED_AT)),
                time(video.path(VideoFields.SEARCHABLE_AT)),
                time(video.path(VideoFields.PLAYABLE_AT)),
                time(video.path(VideoFields.COMPLETE_AT)),
                error(video.path(VideoFields.PLAYBACK_ERROR)),
                error(video.path(VideoFields.ERROR)),
                error(video.path(VideoFields.LAST_ERROR)),
                Urls.thumbnail(id, pictureMs(video)),
                isMedia(video) && sources.allows(uri) ? Urls.source(id) : null,
                video.hasNonNull(VideoFields.PLAYABLE_AT) ? Urls.hls(id) : null,
                Rendition.of(video));
    }

    /**
     * Where its picture is: many begin with a black or an empty one. While it is worked on the
     * first is there before others, and pictures are kept by browsers.
     */
    private static long pictureMs(JsonNode video) {
        IndexingState state = IndexingState.ofWireName(video.path(VideoFields.STATUS).asText(""));
        boolean isOver = state != null && state.isFinal();
        return isOver ? video.path(VideoFields.DURATION_MS).asLong() / 3 : 0;
    }

    /** The same with links that its reader may follow. */
    public VideoView linked(MediaLinks links) {
        return new VideoView(
                videoId,
                uri,
                title,
                collection,
                tenant,
                metadata,
                durationMs,
                width,
                height,
                videoCodec,
                sizeBytes,
                status,
                progress,
                moments,
                found,
                arrivedAt,
                updatedAt,
                searchableAt,
                playableAt,
                completeAt,
                playbackError,
                error,
                lastError,
                links.to(thumbnailUrl),
                links.to(sourceUrl),
                links.to(playbackUrl),
                renditions);
    }

    /** The job found pictures in it: what it did not probe as a video is not handed out as one. */
    private static boolean isMedia(JsonNode video) {
        return text(video.path("video_codec")) != null;
    }

    private static Map<String, Integer> found(JsonNode video) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (FindingKind kind : FindingKind.values()) {
            String field = VideoFields.count(kind);
            counts.put(field, video.path(field).asInt());
        }
        return counts;
    }

    private static Map<String, String> metadata(JsonNode node) {
        Map<String, String> metadata = new TreeMap<>();
        node.properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        return metadata;
    }

    private static Error error(JsonNode error) {
        return error.isObject()
                ? new Error(
                        error.path(VideoFields.STAGE).asText(""),
                        error.path(VideoFields.REASON).asText(""),
                        error.path(VideoFields.DETAIL).asText(""))
                : null;
    }

    /** ISO 8601 in UTC, from that or from epoch milliseconds. */
    private static String time(JsonNode time) {
        return time.isNumber() ? Instant.ofEpochMilli(time.asLong()).toString() : text(time);
    }

    private static String text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
