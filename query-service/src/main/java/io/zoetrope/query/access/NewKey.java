package io.zoetrope.query.access;

import io.zoetrope.query.http.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * A key that was just made.
 *
 * @param text the key itself, for its owner alone
 * @param stored what is kept of it
 */
public record NewKey(String text, ApiKey stored) {

    /**
     * @param profile null for none
     * @param validFor null for ever
     * @param requestsPerSecond null for what the service gives every key
     */
    public record Wish(
            String name,
            String tenant,
            Role role,
            String profile,
            Duration validFor,
            Integer requestsPerSecond) {}

    /**
     * @throws IllegalArgumentException naming what is wrong about the wish
     */
    public static NewKey make(Wish wish, Clock clock) {
        KeyText text = KeyText.make(new SecureRandom());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ApiKey stored =
                new ApiKey(
                        text.id(),
                        wish.name(),
                        wish.tenant(),
                        wish.role(),
                        HexFormat.of().formatHex(text.sha256()),
                        wish.profile(),
                        now.toString(),
                        wish.validFor() == null ? null : now.plus(wish.validFor()).toString(),
                        wish.requestsPerSecond());
        return new NewKey(text.text(), stored.checked());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "NewKey[" + stored.name() + "]";
    }
}
