package io.zoetrope.operators;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One circuit breaker for each store that sources are read from. It opens when several calls in a
 * row failed; then nothing is asked of the store but one call now and again, until one succeeds.
 * For one thread.
 *
 * @see <a href="https://martinfowler.com/bliki/CircuitBreaker.html">Fowler, CircuitBreaker</a>
 */
public final class StoreBreakers {
    private static final Logger LOG = LoggerFactory.getLogger(StoreBreakers.class);

    /** Failures in a row after which a store counts as down. */
    public static final int FAILURES = 4;

    /** How long a store that is down is left alone first; doubles with each further failure. */
    static final long FIRST_PAUSE_MS = 5_000;

    static final long LONGEST_PAUSE_MS = 120_000;

    /** A store that was down and that nobody has asked for so long since counts as up. */
    static final long FORGOTTEN_MS = TimeUnit.MINUTES.toMillis(10);

    /** Those not used for longest are forgotten: events may name any number of hosts. */
    private static final int MOST_STORES = 10_000;

    private static final class Store {
        private int failures;
        private long pauseMs;
        private long askAtMs;

        /** Until when the answer to a trial is waited for. */
        private long trialUntilMs;

        private long answeredMs;

        private boolean isDown(long nowMs) {
            return pauseMs > 0 && nowMs < Math.max(askAtMs, trialUntilMs) + FORGOTTEN_MS;
        }
    }

    private final LongSupplier clockMs;
    private final long trialMs;
    private final Map<String, Store> stores =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Store> eldest) {
                    return size() > MOST_STORES;
                }
            };

    /**
     * @param clockMs epoch milliseconds
     * @param trialMs how long the answer of a store that is down is waited for before it is asked
     *     again
     */
    public StoreBreakers(LongSupplier clockMs, long trialMs) {
        this.clockMs = clockMs;
        this.trialMs = trialMs;
    }

    /** Whether the store may be asked now. Whoever does says so by {@link #asked}. */
    public boolean mayAsk(String store) {
        Store known = stores.get(store);
        long nowMs = clockMs.getAsLong();
        return known == null
                || !known.isDown(nowMs)
                || (nowMs >= known.askAtMs && nowMs >= known.trialUntilMs);
    }

    /** The store is asked something; {@link #answered} or {@link #failed} follows, or nothing. */
    public void asked(String store) {
        Store known = stores.get(store);
        long nowMs = clockMs.getAsLong();
        if (known != null && known.isDown(nowMs)) {
            known.trialUntilMs = nowMs + trialMs;
        }
    }

    /**
     * The store answered, whatever it said.
     *
     * @return whether it had counted as down
     */
    public boolean answered(String store) {
        Store told = of(store);
        boolean wasDown = told.pauseMs > 0;
        told.failures = 0;
        told.pauseMs = 0;
        told.askAtMs = 0;
        told.trialUntilMs = 0;
        told.answeredMs = clockMs.getAsLong();
        if (wasDown) {
            LOG.info("{} answers again", store);
        }
        return wasDown;
    }

    /** The store could not be read. */
    public void failed(String store, String why) {
        Store told = of(store);
        long nowMs = clockMs.getAsLong();
        told.failures++;
        told.trialUntilMs = 0;
        // What was asked before it went down says nothing new.
        if (told.failures < FAILURES || nowMs < told.askAtMs) {
            return;
        }
        if (told.pauseMs == 0) {
            LOG.warn("{} does not answer; its videos wait: {}", store, why);
        }
        told.pauseMs =
                told.pauseMs == 0 ? FIRST_PAUSE_MS : Math.min(2 * told.pauseMs, LONGEST_PAUSE_MS);
        told.askAtMs = nowMs + told.pauseMs;
    }

    /** Whether the store counts as down. */
    public boolean isDown(String store) {
        Store known = stores.get(store);
        return known != null && known.isDown(clockMs.getAsLong());
    }

    /**
     * Whether the store answered after a time: then what failed since is not the store's fault.
     *
     * @param ms epoch milliseconds
     */
    public boolean answeredSince(String store, long ms) {
        Store known = stores.get(store);
        return known != null && known.answeredMs > ms;
    }

    /** Those that count as down. */
    public List<String> down() {
        long nowMs = clockMs.getAsLong();
        return stores.entrySet().stream()
                .filter(entry -> entry.getValue().isDown(nowMs))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Store of(String store) {
        return stores.computeIfAbsent(store, name -> new Store());
    }
}
