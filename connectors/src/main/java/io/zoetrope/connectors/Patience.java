package io.zoetrope.connectors;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How the requests of one writer to a store of our own are tried again: without end, with a {@link
 * StoreBreaker} that says so, until the writer is closed. Thread-safe.
 */
public final class Patience {
    private final StoreBreaker breaker;
    private final long longestPauseMs;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * @param longestPauseMs between two tries
     */
    public Patience(StoreBreaker breaker, long longestPauseMs) {
        this.breaker = breaker;
        this.longestPauseMs = longestPauseMs;
    }

    /** For the tries of one request. */
    public Backoff begin() {
        return new Backoff(breaker, longestPauseMs, over);
    }

    /** The store answered: nothing needs patience now. */
    public void answered() {
        breaker.answered();
    }

    /** No pause begins any more. */
    public void end() {
        over.set(true);
    }
}
