package io.zoetrope.jobs;

import io.zoetrope.domain.RawEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The topic of arrivals, which a test can send to at any time. What it gave at a position it gives
 * there again, so a job that is restored from a snapshot reads on from where that stood. While
 * nothing is sent it goes on with what is no arrival: if a source ends, so do the tasks behind it.
 *
 * <p>What it holds is static, because sources are copied before they run: one job at a time.
 */
final class ArrivalLoop implements GeneratorFunction<Long, RawEvent> {
    private static final long serialVersionUID = 1L;
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final String NOTHING = "{\"Event\":\"s3:TestEvent\"}";

    /** Positions of the first of two subtasks: one gives all, so that they stay in order. */
    private static final long END = 1L << 40;

    private static final List<String> SENT = new ArrayList<>();
    private static final Map<Long, Integer> GIVEN = new HashMap<>();
    private static long newest = -1;
    private static int next;

    /** Forgets what earlier tests did. */
    static synchronized void reset() {
        SENT.clear();
        GIVEN.clear();
        newest = -1;
        next = 0;
    }

    static synchronized void send(String value) {
        SENT.add(value);
    }

    @Override
    public RawEvent map(Long position) {
        RawEvent event = position < END ? at(position) : null;
        if (event != null) {
            return event;
        }
        LockSupport.parkNanos(BREATH_NANOS);
        return event("nothing", position, NOTHING);
    }

    /** Returns null if there is nothing. */
    private static synchronized RawEvent at(long position) {
        Integer offset = GIVEN.get(position);
        if (offset == null && position > newest && next < SENT.size()) {
            offset = next++;
            GIVEN.put(position, offset);
            newest = position;
        }
        return offset == null ? null : event("arrivals", offset, SENT.get(offset));
    }

    private static RawEvent event(String topic, long offset, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        long ms = 1_700_000_000_000L + Math.min(offset, END);
        return RawEvent.of(bytes, ms).at(topic, 0, offset);
    }
}
