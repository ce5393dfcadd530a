package io.zoetrope.query.access;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Role;
import java.util.Optional;

/** Lets in who comes by another protocol than HTTP, with the same keys and limits. Thread-safe. */
public final class Admission {
    private final Callers callers;
    private final Links links;
    private final RateLimits limits;

    /**
     * Who was let in.
     *
     * @param links to media, which are read by HTTP
     */
    public record Admitted(Caller caller, MediaLinks links) {
        public String tenant() {
            return caller.tenant();
        }
    }

    /**
     * @param limits those of HTTP: a key asks so often, whatever it asks by
     */
    public Admission(Callers callers, Links links, RateLimits limits) {
        this.callers = callers;
        this.links = links;
        this.limits = limits;
    }

    /**
     * Counts a request of a key.
     *
     * @param sent the key; empty if none came
     * @throws ApiError 401 for a key that is not, or no longer, one of ours, or is missing; 403 if
     *     it may not do this; 429 if it asks too often; 503 while the keys cannot be read
     */
    public Admitted admit(Optional<String> sent, Role needs) {
        Optional<ApiKey> key = sent.map(callers::keyOf);
        Caller caller =
                key.map(ApiKey::caller).or(callers::withoutKey).orElseThrow(Callers::missing);
        caller.check(needs);
        key.ifPresent(limits::count);
        return new Admitted(
                caller, key.map(k -> new MediaLinks(links, k.id())).orElse(MediaLinks.plain()));
    }
}
