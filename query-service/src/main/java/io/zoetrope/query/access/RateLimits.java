package io.zoetrope.query.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.zoetrope.query.http.ApiError;
import java.time.Duration;

/**
 * How often a key may ask: a token bucket for each, which holds what comes together in four
 * seconds. Pictures and videos have a bucket of their own, twenty times as large: a page is one
 * request and hundreds of pictures. Each instance of the service counts for itself. Thread-safe.
 */
public final class RateLimits {
    private static final int SECONDS_AT_ONCE = 4;

    /** Pictures and pieces of videos for each other request. */
    static final int MEDIA = 20;

    private static final int MOST_KEYS = 100_000;

    private final int requestsPerSecond;
    private final TimeMeter time;
    private final Cache<Limited, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_KEYS)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    /** A key whose limit is changed starts anew. */
    private record Limited(String keyId, long requestsPerSecond, boolean media) {}

    /**
     * @param requestsPerSecond of a key that does not say otherwise; 0 for any number
     */
    public RateLimits(int requestsPerSecond) {
        this(requestsPerSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(int requestsPerSecond, TimeMeter time) {
        this.requestsPerSecond = requestsPerSecond;
        this.time = time;
    }

    /**
     * Counts a request.
     *
     * @throws ApiError 429 if it is one too many
     */
    void count(ApiKey key) {
        long most = most(key);
        count(new Limited(key.id(), most, false), "this key may ask " + most + " times a second");
    }

    /**
     * Counts a request for a picture or a piece of a video, however it came: by a link too.
     *
     * @throws ApiError 429 if it is one too many
     */
    void countMedia(ApiKey key) {
        long most = MEDIA * most(key);
        count(
                new Limited(key.id(), most, true),
                "this key, and the links made with it, may ask for media "
                        + most
                        + " times a second");
    }

    private long most(ApiKey key) {
        return key.requestsPerSecond() == null ? requestsPerSecond : key.requestsPerSecond();
    }

    private void count(Limited limited, String rule) {
        if (limited.requestsPerSecond() == 0) {
            return;
        }
        Bucket bucket = buckets.get(limited, this::bucket);
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw ApiError.tooMany(rule + "; try again later", (int) seconds);
        }
    }

    private Bucket bucket(Limited key) {
        long most = key.requestsPerSecond();
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(most * SECONDS_AT_ONCE)
                                        .refillGreedy(most, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
