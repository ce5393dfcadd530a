package io.zoetrope.connectors;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a store of our own answers. While it does not, the stream is held: whoever writes tries
 * again without end, and this says so once when it begins and once when it is over, and by a gauge.
 * Nothing becomes a dead letter for it and the job does not restart. Thread-safe.
 */
public final class StoreBreaker implements Gauge<Integer> {
    /** Fewer failures in a row are the noise of any network. */
    private static final int OPENS_AT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(StoreBreaker.class);

    private final String store;
    private int inARow;
    private long sinceNanos;

    private StoreBreaker(String store) {
        this.store = store;
    }

    /**
     * @param store its name in the log: {@code OpenSearch}
     * @param metricName of the gauge: 1 while the store does not answer, else 0
     */
    public static StoreBreaker register(String store, String metricName, MetricGroup metrics) {
        StoreBreaker breaker = new StoreBreaker(store);
        metrics.gauge(metricName, breaker);
        return breaker;
    }

    /** A request was not answered, or turned away for now. */
    public synchronized void failed(String why) {
        if (inARow == 0) {
            sinceNanos = System.nanoTime();
        }
        inARow++;
        if (inARow == OPENS_AT) {
            LOG.warn("{} does not take what is written, the stream is held: {}", store, why);
        }
    }

    /** A request was answered. */
    public synchronized void answered() {
        if (inARow >= OPENS_AT) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sinceNanos);
            LOG.info("{} answers again after {} s, the stream goes on", store, seconds);
        }
        inARow = 0;
    }

    public synchronized boolean isOpen() {
        return inARow >= OPENS_AT;
    }

    @Override
    public Integer getValue() {
        return isOpen() ? 1 : 0;
    }
}
