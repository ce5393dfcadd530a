package io.zoetrope.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.media.BrowserPlayback;
import java.time.Instant;
import java.util.Set;

/**
 * What the index says of a video.
 *
 * @param state as the API writes it
 * @param media what it is; null until the job has looked
 * @param reason empty unless it is partial or failed
 * @param searchableAt null until it is searchable
 * @param updatedAt when this was written; {@link Instant#EPOCH} if unknown
 */
record VideoState(
        String state,
        Media media,
        int segmentsDone,
        int segmentsTotal,
        int moments,
        String reason,
        String detail,
        Instant searchableAt,
        Instant updatedAt) {
    private static final Set<String> FINAL = Set.of("ready", "partial", "failed", "deleted");
    private static final String FAILED = "failed";

    /**
     * @param durationMs 0 if the container does not say
     * @param container FFmpeg's name of it, and of the codecs
     * @param audioCodec empty if there is no sound
     */
    record Media(long durationMs, String container, String videoCodec, String audioCodec) {}

    static VideoState of(JsonNode document) {
        JsonNode error = document.path("error");
        return new VideoState(
                document.path("status").asText("arrived"),
                document.hasNonNull("container") ? media(document) : null,
                document.path("segments_done").asInt(),
                document.path("segments_total").asInt(),
                document.path("moments").asInt(),
                error.path("reason").asText(""),
                error.path("detail").asText(""),
                time(document.path("searchable_at")),
                document.hasNonNull("updated_at")
                        ? time(document.path("updated_at"))
                        : Instant.EPOCH);
    }

    private static Media media(JsonNode document) {
        return new Media(
                document.path("duration_ms").asLong(),
                document.path("container").asText(),
                document.path("video_codec").asText(""),
                document.path("audio_codec").asText(""));
    }

    boolean isFinal() {
        return FINAL.contains(state);
    }

    /** Whether the page plays it: the file itself, as soon as it is known to be one that plays. */
    boolean playable() {
        return media != null
                && !state.equals(FAILED)
                && BrowserPlayback.plays(media.container(), media.videoCodec(), media.audioCodec());
    }

    /** Whether it ended as it should: searchable, or put aside with a reason. */
    boolean endedWell() {
        return state.equals("ready") || (isFinal() && !reason.isEmpty());
    }

    private static Instant time(JsonNode node) {
        if (node.isNumber()) {
            return Instant.ofEpochMilli(node.asLong());
        }
        return node.isTextual() ? Instant.parse(node.asText()) : null;
    }
}
