package io.zoetrope.query.index;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.zoetrope.query.http.Unavailable;
import java.time.Duration;

/** When a source is left alone. */
final class Breaker {
    /** Of the last twenty calls. */
    private static final int LOOKS_BACK = 20;

    private static final int LEAST_CALLS = 10;
    private static final float FAILED_PERCENT = 50;
    private static final float SLOW_PERCENT = 80;
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);
    private static final int TRIALS = 3;

    private Breaker() {}

    /** Whether a call that took so long counts as a slow one. */
    static boolean isSlow(Duration took) {
        return took.compareTo(SLOW) >= 0;
    }

    /** Only what does not answer opens it: what is refused says nothing about the others. */
    static CircuitBreakerConfig config() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(LOOKS_BACK)
                .minimumNumberOfCalls(LEAST_CALLS)
                .failureRateThreshold(FAILED_PERCENT)
                .slowCallRateThreshold(SLOW_PERCENT)
                .slowCallDurationThreshold(SLOW)
                .waitDurationInOpenState(LEFT_ALONE)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .recordExceptions(Unavailable.class)
                .build();
    }
}
