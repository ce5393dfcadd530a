package io.zoetrope.connectors.opensearch;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Pauses that double from a tenth of a second to ten, with jitter, until a deadline. */
final class Backoff {
    private static final long FIRST_MS = 100;
    private static final long LAST_MS = 10_000;

    private final long deadlineNanos;
    private long pauseMs = FIRST_MS;

    Backoff(long forMs) {
        this.deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(forMs);
    }

    /**
     * @return false where the time is over, without a pause
     */
    boolean pause() throws InterruptedException {
        if (System.nanoTime() - deadlineNanos >= 0) {
            return false;
        }
        Thread.sleep(pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs / 2 + 1));
        pauseMs = Math.min(LAST_MS, pauseMs * 2);
        return true;
    }
}
