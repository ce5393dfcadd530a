package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Videos that were added here and that the job has not looked at yet, so that what a POST answers
 * leads to something at once. Each instance of the service knows its own. Thread-safe.
 */
public final class Announced {
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final int MOST = 10_000;

    private final Cache<String, ObjectNode> videos =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /**
     * @param data of the arrival's event
     */
    void add(ObjectNode data) {
        ObjectNode video = data.deepCopy();
        video.put("status", IndexingState.ARRIVED.wireName())
                .put("arrived_at", Instant.now().toString());
        videos.put(key(video), video);
    }

    Optional<JsonNode> find(String tenant, String videoId) {
        return Optional.ofNullable(videos.getIfPresent(VideoIds.key(tenant, videoId)));
    }

    /** What a status says of a video that is gone ends it here too. */
    public void heard(JsonNode status) {
        if (IndexingState.DELETED.wireName().equals(status.path("status").asText())) {
            videos.invalidate(key(status));
        }
    }

    void remove(String tenant, String videoId) {
        videos.invalidate(VideoIds.key(tenant, videoId));
    }

    private static String key(JsonNode video) {
        return VideoIds.key(video.path("tenant").asText(), video.path("video_id").asText());
    }
}
