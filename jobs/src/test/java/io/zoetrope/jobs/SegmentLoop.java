package io.zoetrope.jobs;

import io.zoetrope.domain.SegmentDone;
import java.util.List;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Gives back what was told of segments, as the topic does; and something of no video in between.
 */
final class SegmentLoop implements GeneratorFunction<Long, SegmentDone> {
    private static final long serialVersionUID = 1L;

    /** Of the {@link TestingSink} that it gives back. */
    static final String NAME = "segments done";

    private int read;

    @Override
    public SegmentDone map(Long number) {
        List<SegmentDone> told = TestingSink.kept(NAME, SegmentDone.class);
        return read < told.size()
                ? told.get(read++)
                : SegmentDone.done("no video", 0, -1, -1, 0, 0);
    }
}
