package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.dispatch.SegmentPlanner.Range;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Cuts opened videos into segments. Every control message, planned, goes on through one side
 * output, so that what happens to one id keeps its order.
 */
public final class PlanSegments extends ProcessFunction<VideoChange, Segment> {
    private static final long serialVersionUID = 1L;

    private final PlanOptions options;

    private transient SegmentPlanner planner;
    private transient Counters<PlanMetric> counters;

    public PlanSegments(PlanOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        planner = new SegmentPlanner(options);
        counters = Counters.register(getRuntimeContext().getMetricGroup(), PlanMetric.class);
    }

    @Override
    public void processElement(VideoChange control, Context context, Collector<Segment> out) {
        if (control.kind() != VideoChange.Kind.OPENED) {
            context.output(SideOutputs.CONTROL, control);
            return;
        }
        try {
            List<Range> ranges =
                    planner.plan(control.media(), control.keyFrames(), control.arrival().limits());
            context.output(SideOutputs.CONTROL, control.planned(ranges.size()));
            counters.add(PlanMetric.SEGMENTS, ranges.size());
            for (int i = 0; i < ranges.size(); i++) {
                out.collect(segment(control, ranges, i));
            }
        } catch (RejectedInput e) {
            counters.increment(PlanMetric.REJECTED);
            context.output(SideOutputs.CONTROL, control.failed(e.at(Stage.PLAN)));
        }
    }

    private static Segment segment(VideoChange control, List<Range> ranges, int index) {
        Range range = ranges.get(index);
        MediaInfo media = control.media();
        VideoRef video = control.arrival().video();
        return Segment.of(video, control.generation(), index, range.startUs(), range.endUs())
                .ofTotal(ranges.size())
                .at(range.bytePosition())
                .sized(media.width(), media.height());
    }
}
