package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.Urls;
import io.zoetrope.query.media.LocalSources;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A video as the API shows it; made from a document of {@code videos} or from a status event, which
 * are the same.
 *
 * @param durationMs 0 until probed
 * @param playableAt null until it can be streamed
 * @param error null unless failed or partial
 * @param sourceUrl null where the source cannot be played from here
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
        String arrivedAt,
        String updatedAt,
        String searchableAt,
        String playableAt,
        Error error,
        String thumbnailUrl,
        String sourceUrl) {

    record Progress(int segmentsDone, int segmentsTotal) {}

    record Error(String stage, String reason, String detail) {}

    public static VideoView of(JsonNode video, LocalSources sources) {
        String id = video.path("video_id").asText();
        String uri = video.path("uri").asText("");
        return new VideoView(
                id,
                uri,
                video.path("title").asText(""),
                video.path("collection").asText(""),
                video.path("tenant").asText(""),
                metadata(video.path("metadata")),
                video.path("duration_ms").asLong(),
                video.path("width").asInt(),
                video.path("height").asInt(),
                text(video.path("video_codec")),
                video.path("size_bytes").asLong(),
                video.path("status").asText("arrived"),
                new Progress(
                        video.path("segments_done").asInt(), video.path("segments_total").asInt()),
                video.path("moments").asInt(),
                time(video.path("arrived_at")),
                time(video.path("updated_at")),
                time(video.path("searchable_at")),
                time(video.path("playable_at")),
                error(video.path("error")),
                Urls.thumbnail(id, 0),
                sources.allows(uri) ? Urls.source(id) : null);
    }

    private static Map<String, String> metadata(JsonNode node) {
        Map<String, String> metadata = new TreeMap<>();
        node.properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        return metadata;
    }

    private static Error error(JsonNode error) {
        return error.isObject()
                ? new Error(
                        error.path("stage").asText(""),
                        error.path("reason").asText(""),
                        error.path("detail").asText(""))
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
