package io.zoetrope.operators;

import java.io.Serializable;
import java.util.Locale;

/**
 * How often something that failed with an {@link java.io.IOException} is tried again.
 *
 * @param attempts tries in all, at least 1
 * @param firstDelayMs milliseconds before the second try; doubles with each further one
 */
public record RetryPolicy(int attempts, long firstDelayMs) implements Serializable {
    private static final int MAX_DOUBLINGS = 6;

    public RetryPolicy {
        if (attempts < 1 || firstDelayMs < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "attempts must be at least 1 and the delay not negative, but are %d and %d ms",
                            attempts,
                            firstDelayMs));
        }
    }

    public boolean isLast(int attempt) {
        return attempt >= attempts;
    }

    /**
     * @param attempt the one that failed, from 1
     */
    public long delayAfterMs(int attempt) {
        return firstDelayMs << Math.min(attempt - 1, MAX_DOUBLINGS);
    }
}
