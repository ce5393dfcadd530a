package io.zoetrope.jobs;

import io.zoetrope.domain.message.SegmentDone;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Gives back what was told of segments, as the topic does, from its beginning after each start; and
 * something of no video while there is nothing else.
 */
final class SegmentLoop implements GeneratorFunction<Long, SegmentDone> {
    private static final long serialVersionUID = 1L;
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Of the {@link TestingSink} that it gives back. */
    static final String NAME = "segments done";

    private int read;

    @Override
    public SegmentDone map(Long number) {
        SegmentDone told = TestingSink.kept(NAME, read, SegmentDone.class);
        if (told == null) {
            LockSupport.parkNanos(BREATH_NANOS);
            return SegmentDone.done("no video", 0, -1, -1, 0, 0);
        }
        read++;
        return told;
    }
}
