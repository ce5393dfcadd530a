package io.zoetrope.jobs;

import io.zoetrope.domain.RawEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * A topic of control that says nothing of labels: if it ended, so would the checkpoints of a job
 * that goes on.
 */
final class ControlLoop implements GeneratorFunction<Long, RawEvent> {
    private static final long serialVersionUID = 1L;
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final byte[] NOTHING =
            "{\"v\":1,\"kind\":\"nothing\"}".getBytes(StandardCharsets.UTF_8);

    @Override
    public RawEvent map(Long position) {
        LockSupport.parkNanos(BREATH_NANOS);
        return RawEvent.of(NOTHING, 1_700_000_000_000L).at("control", 0, position);
    }
}
