package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.message.ArrivalFields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Videos that were added here and that the job has not looked at yet, so that what a POST answers
 * leads to something at once. Each instance of the service knows its own. Thread-safe.
 */
public final class Announced {
    private static final Duration KEPT = Duration.ofMinutes(15);

    /** Of one tenant: its own oldest go first, and no other's. */
    static final int MOST = 2_000;

    private static final int MOST_TENANTS = 1_000;

    private final Cache<String, Map<String, Known>> tenants =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS).expireAfterWrite(KEPT).build();
    private final Clock clock;

    private record Known(JsonNode video, Instant until) {}

    public Announced() {
        this(Clock.systemUTC());
    }

    Announced(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param data of the arrival's event
     */
    void add(ObjectNode data) {
        ObjectNode video = data.deepCopy();
        video.put("status", IndexingState.ARRIVED.wireName())
                .put("arrived_at", Instant.now().toString());
        Instant now = clock.instant();
        String id = video.path(ArrivalFields.VIDEO_ID).asText();
        tenants.asMap()
                .compute(
                        of(video.path(ArrivalFields.TENANT).asText()),
                        (tenant, known) -> {
                            Map<String, Known> own = known == null ? new LinkedHashMap<>() : known;
                            synchronized (own) {
                                // Said again it is the newest, so the oldest come first.
                                own.remove(id);
                                own.put(id, new Known(video, now.plus(KEPT)));
                                forget(own, now);
                            }
                            return own;
                        });
    }

    private static void forget(Map<String, Known> own, Instant now) {
        Iterator<Known> oldest = own.values().iterator();
        while (oldest.hasNext()) {
            boolean over = !oldest.next().until().isAfter(now) || own.size() > MOST;
            if (!over) {
                return;
            }
            oldest.remove();
        }
    }

    Optional<JsonNode> find(String tenant, String videoId) {
        Map<String, Known> own = tenants.getIfPresent(of(tenant));
        if (own == null) {
            return Optional.empty();
        }
        synchronized (own) {
            return Optional.ofNullable(own.get(videoId))
                    .filter(known -> known.until().isAfter(clock.instant()))
                    .map(Known::video);
        }
    }

    /** Whether another video was announced that is made of one of these uris. */
    boolean isAnother(String tenant, String videoId, Collection<String> uris) {
        Map<String, Known> own = tenants.getIfPresent(of(tenant));
        if (own == null) {
            return false;
        }
        synchronized (own) {
            return own.entrySet().stream()
                    .filter(each -> each.getValue().until().isAfter(clock.instant()))
                    .filter(each -> !each.getKey().equals(videoId))
                    .map(each -> each.getValue().video().path(ArrivalFields.URI).asText())
                    .anyMatch(uris::contains);
        }
    }

    /** What a status says of a video that is gone ends it here too. */
    public void heard(JsonNode status) {
        if (IndexingState.DELETED.wireName().equals(status.path("status").asText())) {
            remove(
                    status.path(ArrivalFields.TENANT).asText(),
                    status.path(ArrivalFields.VIDEO_ID).asText());
        }
    }

    /** No tenant is the default one. */
    private static String of(String tenant) {
        return VideoIds.key(tenant, "");
    }

    void remove(String tenant, String videoId) {
        Map<String, Known> own = tenants.getIfPresent(of(tenant));
        if (own != null) {
            synchronized (own) {
                own.remove(videoId);
            }
        }
    }
}
