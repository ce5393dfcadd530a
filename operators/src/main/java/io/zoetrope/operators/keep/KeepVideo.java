package io.zoetrope.operators.keep;

import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The one owner of each video's document: makes its status of what the branches report, and passes
 * on what goes into the indexes, in the order in which they must see it. Keyed by video, and
 * chained behind the branch that reports.
 *
 * <p>State is cleared with the final status and with a removal.
 */
public final class KeepVideo extends KeyedProcessFunction<String, VideoReport, IndexChange> {
    private static final long serialVersionUID = 1L;

    private final KeepOptions options;

    private transient ValueState<KeptVideo> kept;
    private transient Counters<KeepMetric> counters;

    public KeepVideo(KeepOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        kept = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", KeptVideo.class));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), KeepMetric.class);
    }

    @Override
    public void processElement(VideoReport report, Context context, Collector<IndexChange> out)
            throws Exception {
        KeptVideo video = kept.value();
        switch (report.kind()) {
            case OPENED -> open(report, video, context, out);
            case COUNTED -> {
                Tally counted = video.tally().withProblem(report.change().problem());
                kept.update(video.counted(report.change().segmentsTotal()).with(counted));
            }
            case QUEUED -> {}
            case MOMENT -> {
                out.collect(IndexChange.of(report.moment()));
                kept.update(video.with(video.tally().oneMoment()));
            }
            case PROGRESS -> tell(video.with(video.tally().plus(report)), context, out);
            case ENDED -> conclude(video, context, out);
            case FAILED -> fail(report, video, context, out);
            case REMOVED -> {
                out.collect(
                        IndexChange.removal(
                                report.change().arrival().video(), report.generation()));
                counters.increment(KeepMetric.REMOVED);
                kept.clear();
            }
        }
    }

    private void open(
            VideoReport report, KeptVideo video, Context context, Collector<IndexChange> out)
            throws Exception {
        boolean isOpen = video != null && video.generation() == report.generation();
        tell(isOpen ? video.with(report.change()) : KeptVideo.begin(report.change()), context, out);
    }

    private void fail(
            VideoReport report, KeptVideo video, Context context, Collector<IndexChange> out)
            throws Exception {
        boolean isOpen = video != null && video.generation() == report.generation();
        KeptVideo failed = isOpen ? video : KeptVideo.begin(report.change());
        Problem why = report.change().problem();
        conclude(failed.with(failed.tally().withProblem(why)), context, out);
    }

    /** Writes the final status and forgets the video. */
    private void conclude(KeptVideo video, Context context, Collector<IndexChange> out) {
        VideoOutcome outcome = VideoOutcome.of(video.tally(), video.segmentsTotal());
        long nowMs = now(context);
        if (outcome.problem() != null) {
            context.output(SideOutputs.DEAD_LETTERS, video.deadLetter(outcome.problem(), nowMs));
        }
        counters.increment(KeepMetric.of(outcome.state()));
        out.collect(IndexChange.sweeping(video.status(outcome.state(), outcome.problem(), nowMs)));
        kept.clear();
    }

    /** Writes a status unless one was written just now. */
    private void tell(KeptVideo video, Context context, Collector<IndexChange> out)
            throws Exception {
        long nowMs = now(context);
        if (video.isTold() && nowMs - video.toldMs() < options.statusEveryMs()) {
            kept.update(video);
            return;
        }
        out.collect(IndexChange.of(video.status(IndexingState.INDEXING, null, nowMs)));
        kept.update(video.toldAt(nowMs));
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }
}
