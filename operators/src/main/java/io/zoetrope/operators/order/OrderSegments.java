package io.zoetrope.operators.order;

import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.LargestRecord;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedSegment;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells the life of each video as one ordered row of steps, whatever order its segments come in and
 * however often; keyed by video. First input: lifecycle changes of videos. Second input: their
 * observed segments. Everything behind it is chained on the same key. See {@link VideoOrder}.
 *
 * <p>A segment that is missing is waited for; its clock runs only while a later one of the same
 * video is here, and neither while the job is away nor while the line holds a segment back.
 *
 * <p>A video that is over before it begins, because a later event about its id came first, is a
 * dead letter here: what follows hears nothing of it.
 *
 * <p>The dispatcher is told of each segment that has come and how far its video is, and told again
 * while the video is open.
 */
public final class OrderSegments
        extends KeyedCoProcessFunction<String, VideoChange, ObservedSegment, VideoStep> {
    private static final long serialVersionUID = 1L;

    private final OrderOptions options;

    private transient OrderMemory memory;
    private transient KeyTimer timer;
    private transient Counters<OrderMetric> counters;
    private transient LargestRecord largest;

    public OrderSegments(OrderOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        memory = new KeyedOrderMemory(getRuntimeContext());
        timer =
                new KeyTimer(
                        getRuntimeContext()
                                .getState(new ValueStateDescriptor<>("timer", Long.class)));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), OrderMetric.class);
        largest = LargestRecord.register(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement1(VideoChange change, Context context, Collector<VideoStep> out)
            throws Exception {
        order(context, out).change(change);
    }

    @Override
    public void processElement2(ObservedSegment part, Context context, Collector<VideoStep> out)
            throws Exception {
        largest.saw(part.bytes());
        order(context, out).segment(part);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<VideoStep> out)
            throws Exception {
        VideoOrder order = order(context, out);
        timer.fired();
        order.timer(timestamp);
    }

    private VideoOrder order(Context context, Collector<VideoStep> out) {
        timer.noteStart(context.timerService());
        return new VideoOrder(
                context.getCurrentKey(), options, memory, new TaskOutput(context, out));
    }

    /** Hands over within one call, for the key that is current. */
    private final class TaskOutput implements OrderOutput {
        private final Context context;
        private final Collector<VideoStep> out;

        private TaskOutput(Context context, Collector<VideoStep> out) {
            this.context = context;
            this.out = out;
        }

        @Override
        public void step(VideoStep step) {
            out.collect(step);
        }

        @Override
        public void tell(SegmentDone done) {
            context.output(SideOutputs.SEGMENTS_DONE, done);
        }

        @Override
        public void reject(DeadLetter letter) {
            context.output(SideOutputs.DEAD_LETTERS, letter);
        }

        @Override
        public void takePictures(long below) {
            context.output(
                    SideOutputs.KEY_FRAME_REMOVALS,
                    new ThumbnailRemoval(context.getCurrentKey(), below));
        }

        @Override
        public void count(OrderMetric metric, long n) {
            counters.add(metric, n);
        }

        @Override
        public long nowMs() {
            return context.timerService().currentProcessingTime();
        }

        @Override
        public long startedMs() {
            return timer.startedMs();
        }

        @Override
        public void fireBy(long ms) throws Exception {
            timer.fireBy(ms, context.timerService());
        }
    }
}
