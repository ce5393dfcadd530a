package io.zoetrope.operators.admit;

import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps one current version per tenant and uri. Its state (some hundred bytes) stays as long as the
 * uri may come again, so that an event repeated months later still changes nothing.
 */
public final class AdmitVersions extends KeyedProcessFunction<String, ProbeOutcome, VideoChange> {
    private static final long serialVersionUID = 1L;

    /** Tenant and uri; neither holds a line feed. */
    public static final KeySelector<ProbeOutcome, String> KEY =
            outcome -> outcome.arrival().video().tenant() + '\n' + outcome.arrival().video().uri();

    private transient ValueState<KnownVideo> known;
    private transient Counters<AdmitMetric> counters;

    @Override
    public void open(OpenContext context) {
        known =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("known-video", KnownVideo.class));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), AdmitMetric.class);
    }

    @Override
    public void processElement(ProbeOutcome outcome, Context context, Collector<VideoChange> out)
            throws IOException {
        Admission.Decision decision = Admission.decide(known.value(), outcome);
        known.update(decision.known());
        if (decision.putAside() != null) {
            putAside(outcome.arrival(), decision.putAside(), context);
        } else if (decision.changes().isEmpty()) {
            counters.increment(AdmitMetric.UNCHANGED);
        }
        for (VideoChange change : decision.changes()) {
            counters.increment(metric(change.kind()));
            out.collect(change);
        }
    }

    private void putAside(VideoArrival arrival, Problem problem, Context context) {
        counters.increment(AdmitMetric.PUT_ASIDE);
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
            case ENDED, QUEUED ->
                    throw new IllegalArgumentException(kind + " comes from the dispatcher");
        };
    }
}
