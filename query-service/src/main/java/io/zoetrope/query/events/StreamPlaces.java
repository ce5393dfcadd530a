package io.zoetrope.query.events;

import io.zoetrope.query.http.ApiError;
import java.util.HashMap;
import java.util.Map;

/**
 * How many follow the ingestion at once, by whatever protocol. A tenant has at most a quarter of
 * the places, so that there are some for others. Thread-safe.
 */
public final class StreamPlaces {
    private static final int MOST = 2_000;
    private static final int MOST_OF_TENANT = MOST / 4;

    private final Map<String, Integer> ofTenants = new HashMap<>();
    private int taken;

    /**
     * Takes a place, which {@link #leave} gives back.
     *
     * @throws ApiError 429 if the tenant has its share, 503 if there is none left
     */
    public synchronized void take(String tenant) {
        if (taken >= MOST) {
            throw ApiError.unavailable("too many clients are listening");
        }
        if (ofTenants.getOrDefault(tenant, 0) >= MOST_OF_TENANT) {
            throw ApiError.overShare(
                    "too_many_streams", "your tenant has too many streams open; close some");
        }
        ofTenants.merge(tenant, 1, Integer::sum);
        taken++;
    }

    /** Once for each place that was taken. */
    public synchronized void leave(String tenant) {
        ofTenants.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1);
        taken--;
    }
}
