package io.zoetrope.query.labels;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.query.metrics.QueryMetric;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work of which each piece may fail without holding up the others: what fails is logged, counted,
 * and left alone for a while, which doubles each time. Thread-safe.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    static final Duration FIRST = Duration.ofSeconds(3);
    static final Duration LAST = Duration.ofMinutes(5);
    private static final int MAX_FAILING = 10_000;

    private final MeterRegistry metrics;
    private final Clock clock;
    private final Cache<String, Failure> failing =
            Caffeine.newBuilder()
                    .maximumSize(MAX_FAILING)
                    .expireAfterWrite(LAST.multipliedBy(2))
                    .build();

    /** A piece of work. */
    interface Work {
        void run() throws IOException;
    }

    private record Failure(Duration pause, Instant until) {}

    Attempts(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whether a piece of work is not being left alone. */
    boolean isDue(String id) {
        Failure last = failing.getIfPresent(id);
        return last == null || !clock.instant().isBefore(last.until());
    }

    /**
     * @param what kind of work, as the metric names it
     * @param id of this piece
     * @return whether it was done
     */
    boolean at(String what, String id, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            failed(what, id, e);
            return false;
        }
        failing.invalidate(id);
        return true;
    }

    private void failed(String what, String id, Exception e) {
        Failure last = failing.getIfPresent(id);
        Duration pause = last == null ? FIRST : last.pause().multipliedBy(2);
        pause = pause.compareTo(LAST) > 0 ? LAST : pause;
        failing.put(id, new Failure(pause, clock.instant().plus(pause)));
        Counter.builder(QueryMetric.LABELS_FAILED.metricName())
                .description(QueryMetric.LABELS_FAILED.description())
                .tag("what", what)
                .register(metrics)
                .increment();
        LOG.warn(
                "labels: {} {} failed and is tried again in {} s: {}",
                what,
                id,
                pause.toSeconds(),
                e.toString());
    }
}
