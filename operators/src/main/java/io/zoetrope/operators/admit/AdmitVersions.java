package io.zoetrope.operators.admit;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one current version per tenant and uri. Its state (some hundred bytes) stays as long as the
 * video stands in the indexes, so that an event repeated months later still changes nothing. A
 * removal is remembered for a week, so that what was sent before it does not bring the video back.
 *
 * <p>First input: what was found at uris. Second input: how versions ended, so that one that ended
 * failed or partial is done again if it is sent again. That comes by a topic: what is sent again
 * after the end and before that word is kept for a minute.
 */
public final class AdmitVersions
        extends KeyedCoProcessFunction<String, ProbeOutcome, SegmentDone, VideoChange> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AdmitVersions.class);
    private static final long REMOVAL_KEPT_MS = TimeUnit.DAYS.toMillis(7);
    private static final long LOG_EVERY_MS = TimeUnit.MINUTES.toMillis(1);

    /** Tenant and uri; neither holds a line feed. */
    public static final KeySelector<ProbeOutcome, String> KEY =
            outcome -> key(outcome.arrival().video().tenant(), outcome.arrival().video().uri());

    /** The same of a video that has come to its end; only CONCLUDED has both. */
    public static final KeySelector<SegmentDone, String> DONE_KEY =
            told -> key(told.tenant(), told.uri());

    private transient ValueState<KnownVideo> known;
    private transient ValueState<SentEarly> early;
    private transient Counters<AdmitMetric> counters;
    private transient long nextLogMs;

    private static String key(String tenant, String uri) {
        return tenant + '\n' + uri;
    }

    @Override
    public void open(OpenContext context) {
        known =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("known-video", KnownVideo.class));
        early =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("sent-early", SentEarly.class));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), AdmitMetric.class);
    }

    @Override
    public void processElement1(ProbeOutcome outcome, Context context, Collector<VideoChange> out)
            throws IOException {
        KnownVideo before = known.value();
        Admission.Decision decision = Admission.decide(before, outcome);
        remember(decision.known(), context);
        if (decision.overtaken()) {
            passOver(outcome.arrival(), before, context);
        } else if (decision.rejected() != null) {
            reject(outcome.arrival(), decision.rejected(), context);
        } else if (decision.early() != null) {
            keep(decision.early(), context);
        } else if (decision.changes().isEmpty()) {
            counters.increment(AdmitMetric.UNCHANGED);
        }
        collect(decision.changes(), out);
    }

    private void collect(List<VideoChange> changes, Collector<VideoChange> out) {
        if (!changes.isEmpty()) {
            early.clear();
        }
        for (VideoChange change : changes) {
            counters.increment(metric(change.kind()));
            out.collect(change);
        }
    }

    private void keep(ProbeOutcome again, Context context) throws IOException {
        counters.increment(AdmitMetric.UNCHANGED);
        SentEarly kept = new SentEarly(again, context.timerService().currentProcessingTime());
        early.update(kept);
        context.timerService().registerProcessingTimeTimer(kept.untilMs());
    }

    @Override
    public void processElement2(SegmentDone told, Context context, Collector<VideoChange> out)
            throws IOException {
        KnownVideo before = known.value();
        KnownVideo after = Admission.conclude(before, told);
        if (after == null || after.equals(before)) {
            return;
        }
        counters.increment(AdmitMetric.CONCLUDED);
        SentEarly kept = early.value();
        early.clear();
        if (kept != null && kept.sinceMs() >= told.endedMs()) {
            Admission.Decision decision = Admission.again(after, kept.outcome());
            known.update(decision.known());
            collect(decision.changes(), out);
        } else {
            known.update(after);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<VideoChange> out)
            throws IOException {
        SentEarly kept = early.value();
        if (kept != null && timestamp >= kept.untilMs()) {
            early.clear();
        }
        KnownVideo video = known.value();
        if (video == null || !video.isGone()) {
            return;
        }
        long untilMs = video.order().timestampMs() + REMOVAL_KEPT_MS;
        if (timestamp >= untilMs) {
            known.clear();
        } else {
            // Removed again since the timer was set.
            context.timerService().registerProcessingTimeTimer(untilMs);
        }
    }

    private void remember(KnownVideo video, Context context) throws IOException {
        known.update(video);
        if (video != null && video.isGone()) {
            long nowMs = context.timerService().currentProcessingTime();
            long untilMs = Math.max(nowMs, video.order().timestampMs() + REMOVAL_KEPT_MS);
            context.timerService().registerProcessingTimeTimer(untilMs);
        }
    }

    private void passOver(VideoArrival arrival, KnownVideo later, Context context) {
        counters.increment(AdmitMetric.OVERTAKEN);
        long nowMs = context.timerService().currentProcessingTime();
        if (nowMs >= nextLogMs) {
            nextLogMs = nowMs + LOG_EVERY_MS;
            LOG.info(
                    "an event of '{}' ({}) changes nothing: a later one was seen ({}); further ones are only counted for a minute",
                    arrival.video().uri(),
                    EventOrder.of(arrival),
                    later.order());
        }
    }

    private void reject(VideoArrival arrival, Problem problem, Context context) {
        counters.increment(AdmitMetric.REJECTED);
        long nowMs = context.timerService().currentProcessingTime();
        DeadLetter letter =
                new DeadLetter(arrival.event(), arrival.video(), problem, arrival.attempt(), nowMs);
        context.output(SideOutputs.DEAD_LETTERS, letter);
    }

    private static AdmitMetric metric(VideoChange.Kind kind) {
        return switch (kind) {
            case OPENED -> AdmitMetric.OPENED;
            case FAILED -> AdmitMetric.FAILED;
            case REMOVED -> AdmitMetric.REMOVED;
            case ENDED, QUEUED, HELD, RESUMED, PLAYBACK ->
                    throw new IllegalArgumentException(kind + " comes from the dispatcher");
        };
    }
}
