package io.zoetrope.operators.decode;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.LargestRecord;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.dispatch.Segment;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes each segment in one pass, on the task's own thread: its checkpoint barrier waits for one
 * segment at most. See {@link OpenVideos} for what stays open, and docs/decisions/0005 for how long
 * a segment may take.
 */
public final class DecodeSegments extends ProcessFunction<Segment, DecodedSegment> {
    private static final long serialVersionUID = 1L;

    private final VideoAccess access;
    private final DecodeOptions options;

    private transient SegmentDecoder decoder;
    private transient TaskOutput output;

    public DecodeSegments(VideoAccess access, DecodeOptions options) {
        this.access = access;
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        output =
                new TaskOutput(
                        Counters.register(getRuntimeContext().getMetricGroup(), DecodeMetric.class),
                        LargestRecord.register(getRuntimeContext().getMetricGroup()));
        decoder = new SegmentDecoder(access, options, output);
    }

    @Override
    public void processElement(Segment segment, Context context, Collector<DecodedSegment> out)
            throws IOException, InterruptedException {
        output.context = context;
        output.collector = out;
        decoder.decode(segment);
    }

    @Override
    public void close() throws IOException {
        if (decoder != null) {
            decoder.close();
        }
    }

    /** Hands over to the record that is being processed. */
    private static final class TaskOutput implements SegmentOutput {
        private final Counters<DecodeMetric> counters;
        private final LargestRecord largest;
        private ProcessFunction<Segment, DecodedSegment>.Context context;
        private Collector<DecodedSegment> collector;

        private TaskOutput(Counters<DecodeMetric> counters, LargestRecord largest) {
            this.counters = counters;
            this.largest = largest;
        }

        @Override
        public void segment(DecodedSegment part) {
            largest.saw(part.bytes());
            collector.collect(part);
        }

        @Override
        public void keyFrame(Thumbnail image) {
            context.output(SideOutputs.KEY_FRAMES, image);
        }

        @Override
        public void tell(SegmentDone done) {
            context.output(SideOutputs.SEGMENTS_DONE, done);
        }

        @Override
        public void count(DecodeMetric metric, long n) {
            counters.add(metric, n);
        }
    }
}
