package io.zoetrope.operators.dispatch;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which stores answer: a breaker for each that has videos in the line. One that fails several times
 * with no success in between is left alone for a while, twice as long each time; then one segment
 * is tried. For one thread.
 */
final class Stores {
    /** Failures in a row that open a breaker: one broken object is not a broken store. */
    private static final int FAILURES = 3;

    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    private static final int MAX_NAME = 256;

    private static final class Breaker {
        private int videos;
        private int failures;
        private long pauseMs;
        private long openUntilMs;

        /** Until when one segment is on trial. */
        private long trialUntilMs;

        private boolean isOpen() {
            return pauseMs > 0;
        }
    }

    private final Map<String, Breaker> breakers = new HashMap<>();
    private final long trialMs;

    /**
     * @param trialMs how long an answer is waited for after one segment was tried
     */
    Stores(long trialMs) {
        this.trialMs = trialMs;
    }

    /** Scheme and host or bucket of a uri: what is up or down together. */
    static String of(String uri) {
        String name;
        try {
            URI parsed = URI.create(uri);
            String host = parsed.getRawAuthority();
            name = parsed.getScheme() + "://" + (host == null ? "" : host);
        } catch (IllegalArgumentException e) {
            int path = uri.indexOf('/', uri.indexOf("://") + 3);
            name = path > 0 ? uri.substring(0, path) : uri;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() <= MAX_NAME ? lower : lower.substring(0, MAX_NAME);
    }

    /** One more video of it is in the line. */
    void use(String store) {
        breakers.computeIfAbsent(store, name -> new Breaker()).videos++;
    }

    /** One video of it has left. */
    void release(String store) {
        Breaker breaker = breakers.get(store);
        breaker.videos--;
        if (breaker.videos == 0) {
            breakers.remove(store);
        }
    }

    /** Whether a segment may be sent there. */
    boolean isUp(String store, long nowMs) {
        Breaker breaker = breakers.get(store);
        return !breaker.isOpen() || (nowMs >= breaker.openUntilMs && nowMs >= breaker.trialUntilMs);
    }

    /** A segment is sent: while the breaker is open, it is the one on trial. */
    void tried(String store, long nowMs) {
        Breaker breaker = breakers.get(store);
        if (breaker.isOpen()) {
            breaker.trialUntilMs = nowMs + trialMs;
        }
    }

    /** A segment of it could not be read. */
    void failed(String store, long nowMs) {
        Breaker breaker = breakers.get(store);
        breaker.failures++;
        breaker.trialUntilMs = 0;
        if (breaker.failures < FAILURES || nowMs < breaker.openUntilMs) {
            return;
        }
        breaker.pauseMs =
                breaker.pauseMs == 0
                        ? FIRST_PAUSE_MS
                        : Math.min(2 * breaker.pauseMs, LONGEST_PAUSE_MS);
        breaker.openUntilMs = nowMs + breaker.pauseMs;
    }

    /**
     * @return whether this success closed a breaker
     */
    boolean answered(String store) {
        Breaker breaker = breakers.get(store);
        boolean wasOpen = breaker.isOpen();
        breaker.failures = 0;
        breaker.pauseMs = 0;
        breaker.openUntilMs = 0;
        breaker.trialUntilMs = 0;
        return wasOpen;
    }

    boolean isOpen(String store) {
        return breakers.get(store).isOpen();
    }

    /** Those that are left alone. */
    List<String> open() {
        return breakers.entrySet().stream()
                .filter(entry -> entry.getValue().isOpen())
                .map(Map.Entry::getKey)
                .toList();
    }
}
