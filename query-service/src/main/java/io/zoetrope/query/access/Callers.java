package io.zoetrope.query.access;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who calls, by the key that was sent, however it came (HTTP, gRPC). An open service takes whoever
 * sends no key for one local caller of the default tenant. Thread-safe.
 */
public final class Callers {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    private final Optional<Keys> keys;
    private final Optional<Caller> local;

    private Callers(Optional<Keys> keys, Optional<Caller> local) {
        this.keys = keys;
        this.local = local;
    }

    /**
     * @throws IllegalArgumentException if keys are needed and their file is not named, not there or
     *     not right; the message says what to do
     */
    public static Callers of(QueryServiceOptions.Access options, Clock clock) {
        if (options.keysFile().isEmpty() && !options.open()) {
            throw new IllegalArgumentException(
                    "--api-keys-file is needed: make one with 'keys add', or set --access=open"
                            + " to let in everybody who reaches the port");
        }
        if (options.open()) {
            LOG.warn(
                    "access is open: whoever reaches the port may do everything to tenant {}",
                    options.defaultTenant());
        }
        return new Callers(
                options.keysFile().map(file -> keys(file, clock)),
                options.open()
                        ? Optional.of(Caller.local(options.defaultTenant()))
                        : Optional.empty());
    }

    private static Keys keys(Path file, Clock clock) {
        try {
            return new Keys(file, clock);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--api-keys-file expects a file of keys; make one with 'keys add': "
                            + e.getMessage(),
                    e);
        }
    }

    /** Who calls without a key; empty if one is needed. */
    public Optional<Caller> withoutKey() {
        return local;
    }

    /**
     * The caller whose key this is.
     *
     * @throws ApiError 401 for a key that is not, or no longer, one of ours; 503 while the file of
     *     keys cannot be read
     */
    public Caller ofKey(String key) {
        return keyOf(key).caller();
    }

    /** As {@link #ofKey}. */
    ApiKey keyOf(String key) {
        return keys.flatMap(known -> known.find(key)).orElseThrow(Callers::unknown);
    }

    /** The key with this public part; empty if it is not, or no longer, one of ours. */
    Optional<ApiKey> ofId(String id) {
        return keys.flatMap(known -> known.ofId(id));
    }

    static ApiError unknown() {
        return new ApiError(401, "unknown_key", "this API key is not, or no longer, one of ours");
    }

    /**
     * @throws ApiError 401 always
     */
    static ApiError missing() {
        return new ApiError(
                401, "key_required", "send an API key as 'Authorization: Bearer …' or 'X-Api-Key'");
    }
}
