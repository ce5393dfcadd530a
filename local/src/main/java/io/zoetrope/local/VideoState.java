package io.zoetrope.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/**
 * What the index says of a video.
 *
 * @param state as the API writes it
 * @param reason empty unless it is partial or failed
 * @param searchableAt null until it is searchable
 * @param updatedAt when this was written; {@link Instant#EPOCH} where unknown
 */
record VideoState(
        String state,
        long durationMs,
        int segmentsDone,
        int segmentsTotal,
        int moments,
        String reason,
        String detail,
        Instant searchableAt,
        Instant updatedAt) {
    private static final Set<String> FINAL = Set.of("ready", "partial", "failed", "deleted");

    static VideoState of(JsonNode document) {
        JsonNode error = document.path("error");
        return new VideoState(
                document.path("status").asText("arrived"),
                document.path("duration_ms").asLong(),
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

    boolean isFinal() {
        return FINAL.contains(state);
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
