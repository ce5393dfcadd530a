package io.zoetrope.connectors;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Pauses between the tries of one request, without end: they double from a tenth of a second to a
 * longest one, with jitter. For one thread.
 */
public final class Backoff {
    private static final long FIRST_MS = 100;

    private final StoreBreaker breaker;
    private final AtomicBoolean closed;
    private final long longestMs;
    private long pauseMs;

    /**
     * @param closed set by whoever closes the writer: no further try is made
     */
    Backoff(StoreBreaker breaker, long longestMs, AtomicBoolean closed) {
        this.breaker = breaker;
        this.closed = closed;
        this.longestMs = longestMs;
        this.pauseMs = Math.min(FIRST_MS, longestMs);
    }

    /**
     * Waits until the next try.
     *
     * @param why the try before it did not succeed
     * @throws InterruptedException if the thread is interrupted or the writer closed: clients lose
     *     an interrupt that comes while they wait for an answer
     */
    public void pause(String why) throws InterruptedException {
        breaker.failed(why);
        if (closed.get()) {
            throw new InterruptedException("closed");
        }
        Thread.sleep(pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs / 2 + 1));
        pauseMs = Math.min(longestMs, pauseMs * 2);
    }
}
