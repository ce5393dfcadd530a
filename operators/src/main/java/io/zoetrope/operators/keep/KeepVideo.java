package io.zoetrope.operators.keep;

import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.playback.PlanRenditions;
import java.io.IOException;
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
 * <p>A video that ends failed or partial has one dead letter, as has one whose playback failed.
 * Admission is told the outcome of each: that of one that is ready once its playback is over. State
 * is cleared with the final status, or once its playback is over too, and with a removal. Word of
 * its playback may come before the word that it opens, and is kept for that.
 */
public final class KeepVideo extends KeyedProcessFunction<String, VideoReport, IndexChange> {
    private static final long serialVersionUID = 1L;

    private final KeepOptions options;

    private transient ValueState<KeptVideo> kept;
    private transient ValueState<FoundCounts> found;
    private transient ValueState<EarlyPlayback> early;
    private transient Counters<KeepMetric> counters;

    public KeepVideo(KeepOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        kept = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", KeptVideo.class));
        found =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("found", FoundCounts.class));
        early =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("early-playback", EarlyPlayback.class));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), KeepMetric.class);
    }

    @Override
    public void processElement(VideoReport report, Context context, Collector<IndexChange> out)
            throws Exception {
        if (report.kind() == VideoReport.Kind.FINDING) {
            find(report.finding(), out);
            return;
        }
        KeptVideo video = current();
        VideoChange change = report.change();
        switch (report.kind()) {
            case OPENED ->
                    tell(
                            isOpen(video, report) ? video.reopened(change) : begin(change, context),
                            context,
                            out);
            case COUNTED ->
                    kept.update(
                            video.counted(change.segmentsTotal())
                                    .with(video.tally().withProblem(change.problem())));
            case QUEUED -> tell(video.queuedAt(change.queuePosition(), now(context)), context, out);
            case PLAYBACK -> played(video, change, context, out);
            case AGAIN -> tell(video.again(report.generation(), now(context)), context, out);
            case PROGRESS -> tell(video.with(video.tally().plus(report)), context, out);
            case ENDED -> conclude(video, report, context, out);
            case FAILED -> {
                KeptVideo failed =
                        isOpen(video, report)
                                ? video
                                : KeptVideo.begin(change, false, now(context));
                Problem why = change.problem();
                conclude(failed.with(failed.tally().withProblem(why)), report, context, out);
            }
            case REMOVED -> {
                out.collect(IndexChange.removal(change.arrival().video(), report.generation()));
                counters.increment(KeepMetric.REMOVED);
                kept.clear();
                forgetEarlyBelow(report.generation());
            }
            case FINDING -> {}
        }
    }

    /** There are many of them: the video's record, with its event, need not be written for each. */
    private void find(Finding finding, Collector<IndexChange> out) throws IOException {
        out.collect(IndexChange.of(finding));
        FoundCounts before = found.value();
        found.update((before == null ? FoundCounts.NOTHING : before).plus(finding.kind()));
    }

    /** The video with what was found in it since it was last looked at. */
    private KeptVideo current() throws IOException {
        KeptVideo video = kept.value();
        FoundCounts since = found.value();
        if (video == null || since == null) {
            return video;
        }
        KeptVideo newer = video.with(video.tally().plus(since));
        kept.update(newer);
        found.clear();
        return newer;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndexChange> out)
            throws Exception {
        KeptVideo video = current();
        if (video != null && video.untold() && !video.hasEnded()) {
            tell(video, context, out);
        }
        EarlyPlayback told = early.value();
        if (told != null && now(context) >= told.untilMs()) {
            early.clear();
        }
    }

    /** A life that opens, with what was told of its playback before. */
    private KeptVideo begin(VideoChange change, Context context) throws IOException {
        KeptVideo video = KeptVideo.begin(change, isPlayed(change), now(context));
        EarlyPlayback told = early.value();
        boolean own = told != null && told.generation() == change.generation();
        forgetEarlyBelow(change.generation() + 1);
        return own && video.awaitsPlayback() ? played(video, told.playback(), context) : video;
    }

    private void forgetEarlyBelow(long generation) throws IOException {
        EarlyPlayback told = early.value();
        if (told != null && told.generation() < generation) {
            early.clear();
        }
    }

    private void keepEarly(VideoChange change, Context context) throws IOException {
        EarlyPlayback before = early.value();
        if (before == null || before.generation() <= change.generation()) {
            EarlyPlayback told =
                    new EarlyPlayback(change.generation(), change.playback(), now(context));
            early.update(told);
            context.timerService().registerProcessingTimeTimer(told.untilMs());
        }
    }

    /** Writes the final status and forgets the video, unless its playback is awaited. */
    private void conclude(
            KeptVideo video, VideoReport report, Context context, Collector<IndexChange> out)
            throws IOException {
        VideoOutcome outcome = VideoOutcome.of(video.tally());
        long nowMs = now(context);
        if (outcome.problem() != null) {
            context.output(SideOutputs.DEAD_LETTERS, video.deadLetter(outcome.problem(), nowMs));
        }
        counters.increment(KeepMetric.of(outcome.state()));
        out.collect(IndexChange.sweeping(video.last(outcome, nowMs)));
        context.output(SideOutputs.SEGMENTS_DONE, video.concluded(outcome, report.run(), nowMs));
        if (video.awaitsPlayback()) {
            kept.update(video.endedAt(nowMs));
        } else {
            kept.clear();
        }
    }

    private boolean isPlayed(VideoChange change) {
        return options.playback() && PlanRenditions.isWanted(change);
    }

    /** Playback ends before indexing or after it: the last status comes again then. */
    private void played(
            KeptVideo before, VideoChange change, Context context, Collector<IndexChange> out)
            throws Exception {
        if (before == null || before.admitted() < change.generation()) {
            keepEarly(change, context);
            return;
        }
        if (!before.awaitsPlayback() || before.admitted() != change.generation()) {
            return;
        }
        KeptVideo video = played(before, change.playback(), context);
        if (!video.hasEnded()) {
            tell(video, context, out);
            return;
        }
        VideoOutcome outcome = VideoOutcome.of(video.tally());
        out.collect(IndexChange.of(video.last(outcome, video.endedMs())));
        if (video.awaitsPlayback()) {
            kept.update(video);
        } else {
            context.output(SideOutputs.SEGMENTS_DONE, video.concluded(outcome, 0, now(context)));
            kept.clear();
        }
    }

    private static KeptVideo played(KeptVideo before, Playback told, Context context) {
        KeptVideo video = before.with(told);
        if (told.isFailed()) {
            context.output(
                    SideOutputs.DEAD_LETTERS, video.deadLetter(told.problem(), now(context)));
        }
        return video;
    }

    /** Writes a status; a little later if one was written just now. */
    private void tell(KeptVideo video, Context context, Collector<IndexChange> out)
            throws Exception {
        long nowMs = now(context);
        long dueMs = video.toldMs() + options.statusEveryMs();
        if (video.isTold() && nowMs < dueMs) {
            kept.update(video);
            context.timerService().registerProcessingTimeTimer(dueMs);
        } else {
            out.collect(IndexChange.of(video.progress(nowMs)));
            kept.update(video.toldAt(nowMs));
        }
    }

    private static boolean isOpen(KeptVideo video, VideoReport report) {
        return video != null && video.generation() == report.generation();
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }
}
