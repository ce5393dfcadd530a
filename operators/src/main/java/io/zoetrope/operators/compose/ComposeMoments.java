package io.zoetrope.operators.compose;

import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins what was seen of a video into moments, in order, whatever order it comes in; keyed by
 * video. First input: what becomes of videos. Second input: their observed segments. A video's
 * changes leave in the order in which the indexes must see them.
 *
 * <p>State is cleared with the final status. A removed or given-up video leaves one mark behind for
 * as long as stragglers may come.
 */
public final class ComposeMoments
        extends KeyedCoProcessFunction<String, VideoChange, ObservedSegment, IndexChange> {
    private static final long serialVersionUID = 1L;

    /** The stage that compose problems carry. */
    public static final String STAGE = "compose";

    private final ComposeOptions options;

    private transient VideoMemory memory;
    private transient Resequencer resequencer;
    private transient Counters<ComposeMetric> counters;
    private transient InactivityTimer watch;

    public ComposeMoments(ComposeOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        memory = new VideoMemory(getRuntimeContext());
        resequencer = new Resequencer(memory);
        counters = Counters.register(getRuntimeContext().getMetricGroup(), ComposeMetric.class);
        watch = new InactivityTimer(memory, options.giveUpMs());
    }

    @Override
    public void processElement1(VideoChange control, Context context, Collector<IndexChange> out)
            throws Exception {
        watch.noteStart(context.timerService());
        if (memory.isOver(control.generation())) {
            return;
        }
        switch (control.kind()) {
            case OPENED -> begin(control, context, out);
            case FAILED -> fail(control, context, out);
            case REMOVED -> remove(control, context, out);
            case ENDED, QUEUED -> {}
        }
    }

    @Override
    public void processElement2(ObservedSegment part, Context context, Collector<IndexChange> out)
            throws Exception {
        watch.noteStart(context.timerService());
        if (memory.isOver(part.generation())) {
            passOver(part, context);
            return;
        }
        resequencer.add(part);
        watch.touch(context.timerService());
        advance(context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndexChange> out)
            throws Exception {
        watch.noteStart(context.timerService());
        if (!watch.isOver(timestamp, context.timerService())) {
            return;
        }
        if (memory.progress.value() != null) {
            giveUp(context, out);
        } else {
            memory.clear();
        }
    }

    private void begin(VideoChange control, Context context, Collector<IndexChange> out)
            throws Exception {
        resequencer.dropBelow(control.generation());
        VideoProgress progress = VideoProgress.start(control.generation(), now(context));
        memory.opened.update(control);
        memory.progress.update(progress);
        watch.touch(context.timerService());
        status(IndexingState.INDEXING, progress, null, context, out);
        advance(context, out);
    }

    private void fail(VideoChange control, Context context, Collector<IndexChange> out)
            throws Exception {
        resequencer.dropBelow(control.generation());
        VideoProgress nothing = VideoProgress.start(control.generation(), now(context));
        memory.opened.update(control);
        conclude(nothing, new VideoOutcome(IndexingState.FAILED, control.problem()), context, out);
    }

    private void remove(VideoChange control, Context context, Collector<IndexChange> out)
            throws Exception {
        long generation = control.generation();
        out.collect(IndexChange.removal(control.arrival().video(), generation));
        context.output(
                SideOutputs.KEY_FRAME_REMOVALS,
                new ThumbnailRemoval(control.videoKey(), generation));
        memory.removedBelow.update(generation);
        retire(generation, context);
    }

    /** A straggler; where its video was removed, its pictures may have come after that. */
    private void passOver(ObservedSegment part, Context context) throws Exception {
        counters.increment(ComposeMetric.LATE_SEGMENTS);
        Long removed = memory.removedBelow.value();
        if (part.last() && removed != null && part.generation() < removed) {
            context.output(
                    SideOutputs.KEY_FRAME_REMOVALS, new ThumbnailRemoval(part.videoKey(), removed));
        }
    }

    /** Composes every segment whose turn it is. */
    private void advance(Context context, Collector<IndexChange> out) throws Exception {
        VideoProgress progress = memory.progress.value();
        if (progress == null) {
            return;
        }
        int total = memory.opened.value().segmentsTotal();
        int before = progress.nextSegment();
        List<ObservedSegment> parts = List.of();
        while (progress.nextSegment() < total
                && !(parts = take(progress.nextSegment(), progress)).isEmpty()) {
            progress = compose(parts, progress, context, out);
        }
        if (progress.nextSegment() == total) {
            finish(progress, context, out);
        } else if (progress.nextSegment() > before) {
            memory.progress.update(tell(progress, context, out));
        }
    }

    private List<ObservedSegment> take(int segment, VideoProgress progress) throws Exception {
        return resequencer.take(segment, progress.generation());
    }

    private VideoProgress compose(
            List<ObservedSegment> parts,
            VideoProgress progress,
            Context context,
            Collector<IndexChange> out)
            throws Exception {
        VideoRecords records = records();
        for (ObservedFrame frame : SegmentComposer.frames(parts)) {
            context.output(SideOutputs.FRAMES, records.frame(parts.get(0).index(), frame));
        }
        return composer(progress, out).add(parts, progress);
    }

    /** Composes what there is around what is missing. */
    private void giveUp(Context context, Collector<IndexChange> out) throws Exception {
        VideoProgress progress = memory.progress.value();
        int total = memory.opened.value().segmentsTotal();
        Problem missing = VideoOutcome.missing(progress, total, options.giveUpMs());
        for (int segment = progress.nextSegment(); segment < total; segment++) {
            List<ObservedSegment> parts = take(segment, progress);
            progress =
                    parts.isEmpty()
                            ? gap(progress.withProblem(missing), segment, out)
                            : compose(parts, progress, context, out);
        }
        counters.increment(ComposeMetric.GIVEN_UP);
        if (progress.frames() > 0) {
            deadLetter(missing, context);
        }
        long over = progress.generation() + 1;
        finish(progress, context, out);
        retire(over, context);
    }

    private VideoProgress gap(VideoProgress progress, int segment, Collector<IndexChange> out)
            throws Exception {
        return composer(progress, out).end(progress).past(segment, 0, progress.endUs());
    }

    private void finish(VideoProgress progress, Context context, Collector<IndexChange> out)
            throws Exception {
        int total = memory.opened.value().segmentsTotal();
        conclude(
                composer(progress, out).end(progress).past(total - 1, 0, progress.endUs()),
                VideoOutcome.of(progress, total),
                context,
                out);
    }

    /** Writes the final status and forgets the video. */
    private void conclude(
            VideoProgress progress,
            VideoOutcome outcome,
            Context context,
            Collector<IndexChange> out)
            throws Exception {
        if (outcome.state() == IndexingState.FAILED) {
            deadLetter(outcome.problem(), context);
        }
        counters.increment(ComposeMetric.of(outcome.state()));
        status(outcome.state(), progress, outcome.problem(), context, out);
        watch.cancel(context.timerService());
        memory.clear();
    }

    /** Marks all below a generation as over. */
    private void retire(long generation, Context context) throws Exception {
        memory.close();
        resequencer.dropBelow(generation);
        memory.overBelow.update(generation);
        watch.touch(context.timerService());
    }

    private VideoProgress tell(VideoProgress progress, Context context, Collector<IndexChange> out)
            throws Exception {
        long nowMs = now(context);
        if (nowMs - progress.statusMs() < options.statusEveryMs()) {
            return progress;
        }
        status(IndexingState.INDEXING, progress, progress.problem(), context, out);
        return progress.withStatusAt(nowMs);
    }

    private void status(
            IndexingState state,
            VideoProgress progress,
            Problem error,
            Context context,
            Collector<IndexChange> out)
            throws Exception {
        Problem told = state.isFinal() ? error : null;
        out.collect(IndexChange.of(records().status(state, progress, told, now(context))));
    }

    private void deadLetter(Problem problem, Context context) throws Exception {
        DeadLetter letter = records().deadLetter(problem, now(context));
        context.output(SideOutputs.DEAD_LETTERS, letter);
    }

    private SegmentComposer composer(VideoProgress progress, Collector<IndexChange> out)
            throws Exception {
        MomentOutput moments = new MomentOutput(records(), progress.moments(), counters, out);
        return new SegmentComposer(options.rules(), moments);
    }

    private VideoRecords records() throws Exception {
        return new VideoRecords(memory.opened.value(), options.model());
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }
}
