package io.zoetrope.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.media.BrowserPlayback;
import java.time.Instant;

/**
 * What the index says of a video.
 *
 * @param state as the API writes it
 * @param media what it is; null until the job has looked
 * @param reason empty unless it is partial or failed
 * @param searchableAt null until it is searchable
 * @param playableAt null until it can be streamed from its beginning
 * @param streamed whether nothing more is prepared for playback: all is, or it cannot be
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
        Instant playableAt,
        boolean streamed,
        Instant updatedAt) {
    private static final String READY = IndexingState.READY.wireName();
    private static final String FAILED = IndexingState.FAILED.wireName();

    /**
     * @param durationMs 0 if the container does not say
     * @param container FFmpeg's name of it, and of the codecs
     * @param audioCodec empty if there is no sound
     */
    record Media(long durationMs, String container, String videoCodec, String audioCodec) {}

    static VideoState of(JsonNode document) {
        JsonNode error = document.path(VideoFields.ERROR);
        return new VideoState(
                document.path(VideoFields.STATUS).asText(IndexingState.ARRIVED.wireName()),
                document.hasNonNull(VideoFields.CONTAINER) ? media(document) : null,
                document.path(VideoFields.SEGMENTS_DONE).asInt(),
                document.path(VideoFields.SEGMENTS_TOTAL).asInt(),
                document.path(VideoFields.MOMENTS).asInt(),
                error.path(VideoFields.REASON).asText(""),
                error.path(VideoFields.DETAIL).asText(""),
                time(document.path(VideoFields.SEARCHABLE_AT)),
                time(document.path(VideoFields.PLAYABLE_AT)),
                document.hasNonNull(VideoFields.COMPLETE_AT)
                        || document.hasNonNull(VideoFields.PLAYBACK_ERROR),
                document.hasNonNull(VideoFields.UPDATED_AT)
                        ? time(document.path(VideoFields.UPDATED_AT))
                        : Instant.EPOCH);
    }

    private static Media media(JsonNode document) {
        return new Media(
                document.path(VideoFields.DURATION_MS).asLong(),
                document.path(VideoFields.CONTAINER).asText(),
                document.path(VideoFields.VIDEO_CODEC).asText(""),
                document.path(VideoFields.AUDIO_CODEC).asText(""));
    }

    boolean isFinal() {
        IndexingState known = IndexingState.ofWireName(state);
        return known != null && known.isFinal();
    }

    /** Whether nothing more happens to it: neither to its index nor to its playback. */
    boolean isOver() {
        boolean played = media != null && !media.videoCodec().isEmpty() && !state.equals(FAILED);
        return isFinal() && (streamed || !played);
    }

    /** Whether the page plays it: what is prepared, or the file itself if browsers play that. */
    boolean playable() {
        return playableAt != null || playsAsItIs();
    }

    private boolean playsAsItIs() {
        return media != null
                && !state.equals(FAILED)
                && BrowserPlayback.plays(media.container(), media.videoCodec(), media.audioCodec());
    }

    /** Whether it ended as it should: searchable, or rejected with a reason. */
    boolean endedWell() {
        return state.equals(READY) || (isFinal() && !reason.isEmpty());
    }

    private static Instant time(JsonNode node) {
        if (node.isNumber()) {
            return Instant.ofEpochMilli(node.asLong());
        }
        return node.isTextual() ? Instant.parse(node.asText()) : null;
    }
}
