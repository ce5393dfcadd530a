package io.zoetrope.operators;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One circuit breaker for each store that sources are read from. It opens when several calls in a
 * row failed; then nothing is asked of the store but one call now and again, until one succeeds.
 * For one thread.
 */
public final class StoreBreakers {
    private static final Logger LOG = LoggerFactory.getLogger(StoreBreakers.class);

    /** Failures in a row after which a store counts as down. */
    public static final int FAILURES = 4;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** Those not used for longest are forgotten: events may name any number of hosts. */
    private static final int MOST_STORES = 10_000;

    private final LongSupplier clockMs;
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
     */
    public StoreBreakers(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    /** Whether the store may be asked now; each yes is answered by one of the next two. */
    public boolean mayAsk(String store) {
        return of(store).breaker.tryAcquirePermission();
    }

    /** The store answered, whatever it said. */
    public void answered(String store) {
        Store told = of(store);
        told.breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        told.answeredMs = clockMs.getAsLong();
    }

    /** The store could not be read. */
    public void failed(String store, Throwable why) {
        CircuitBreaker breaker = of(store).breaker;
        State before = breaker.getState();
        breaker.onError(0, TimeUnit.MILLISECONDS, why);
        if (before == State.CLOSED && breaker.getState() == State.OPEN) {
            LOG.warn("{} does not answer; its videos wait: {}", store, why.toString());
        }
    }

    /** Whether the store counts as down. */
    public boolean isDown(String store) {
        Store known = stores.get(store);
        return known != null && known.breaker.getState() != State.CLOSED;
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

    /** How many stores count as down. */
    public int down() {
        return (int)
                stores.values().stream()
                        .filter(store -> store.breaker.getState() != State.CLOSED)
                        .count();
    }

    private Store of(String store) {
        return stores.computeIfAbsent(store, name -> new Store(closed(name)));
    }

    private static final class Store {
        private final CircuitBreaker breaker;
        private long answeredMs;

        private Store(CircuitBreaker breaker) {
            this.breaker = breaker;
        }
    }

    private CircuitBreaker closed(String store) {
        CircuitBreaker breaker =
                CircuitBreaker.of(
                        store,
                        CircuitBreakerConfig.custom()
                                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(FAILURES)
                                .minimumNumberOfCalls(FAILURES)
                                .failureRateThreshold(100)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .waitIntervalFunctionInOpenState(
                                        IntervalFunction.ofExponentialBackoff(
                                                FIRST_PAUSE, 2, LONGEST_PAUSE))
                                .currentTimestampFunction(
                                        clock -> clockMs.getAsLong(), TimeUnit.MILLISECONDS)
                                .clock(new SuppliedClock(clockMs))
                                .build());
        breaker.getEventPublisher()
                .onStateTransition(
                        change -> {
                            if (change.getStateTransition().getToState() == State.CLOSED) {
                                LOG.info("{} answers again", store);
                            }
                        });
        return breaker;
    }
}
