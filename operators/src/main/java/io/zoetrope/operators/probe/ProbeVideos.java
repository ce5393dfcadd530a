package io.zoetrope.operators.probe;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.store.StoreName;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.StoreBreakers;
import io.zoetrope.operators.VideoAccess;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Looks into arriving videos on threads of its own; keyed by tenant and uri, one probe of a uri at
 * a time and in order.
 *
 * <p>An arrival is in keyed state from when it comes until its outcome leaves, so a restart probes
 * again what was not done. A video whose store is down waits there, uncounted, until the store
 * answers; a video that cannot be read although its store answers for others is rejected after a
 * few tries. A store that is slow never has all threads while another waits.
 */
public final class ProbeVideos extends AbstractStreamOperator<ProbeOutcome>
        implements OneInputStreamOperator<VideoArrival, ProbeOutcome>,
                Triggerable<String, VoidNamespace>,
                BoundedOneInput {
    private static final long serialVersionUID = 1L;

    /** Tenant and uri; neither holds a line feed. */
    public static final KeySelector<VideoArrival, String> KEY =
            arrival -> arrival.video().tenant() + '\n' + arrival.video().uri();

    /** A decoder that is lost over a video is given one more. */
    private static final int DECODERS = 2;

    /** Before a uri whose store has its share of the line is looked at again. */
    private static final long TURN_MS = 1_000;

    private final VideoAccess access;
    private final ProbeOptions options;
    private final MailboxExecutor mailbox;
    private final ProbePatience patience;

    private transient ProbeLine line;
    private transient StoreBreakers breakers;
    private transient ProbeThreads threads;
    private transient WaitingState waiting;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Counters<ProbeMetric> counters;

    /** Uris with an arrival in state. */
    private transient long uris;

    ProbeVideos(
            VideoAccess access,
            ProbeOptions options,
            StreamOperatorParameters<ProbeOutcome> parameters) {
        super(parameters);
        this.access = access;
        this.options = options;
        this.mailbox = parameters.getMailboxExecutor();
        this.patience = new ProbePatience(options);
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("probe", VoidNamespaceSerializer.INSTANCE, this);
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        waiting = WaitingState.of(backend);
        line = new ProbeLine(options.threads(), options.capacity());
        breakers = new StoreBreakers(this::nowMs, options.deadlineMs());
        threads = new ProbeThreads(new VideoProber(access), options.deadlineMs());
        counters = Counters.register(getMetricGroup(), ProbeMetric.class);
        getMetricGroup().gauge(ProbeMetric.STORES_DOWN, () -> breakers.down().size());
        getMetricGroup().gauge(ProbeMetric.WAITING, () -> uris);
        // What waited when the job stopped is taken up again, each with a timer of its own.
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                WaitingState.marker(),
                (key, first) -> {
                    uris++;
                    pause(0);
                });
    }

    @Override
    public void processElement(StreamRecord<VideoArrival> element) throws Exception {
        VideoArrival arrival = element.getValue();
        if (arrival.isGone()) {
            leave(ProbeOutcome.unprobed(arrival));
            return;
        }
        switch (waiting.add(WaitingArrival.of(arrival))) {
            case FIRST -> {
                uris++;
                queue((String) getCurrentKey(), StoreName.of(arrival.video().uri()));
            }
            case JOINED -> counters.increment(ProbeMetric.JOINED);
            case BEHIND -> {}
        }
    }

    /**
     * Others' videos go on while a full store's wait by timer; if there are no others, all wait.
     */
    private void queue(String key, String store) throws Exception {
        while (line.isFull(store) && line.isAlone(store)) {
            mailbox.yield();
        }
        setCurrentKey(key);
        if (line.isFull(store)) {
            pause(TURN_MS);
        } else {
            line.add(key, store);
            startWhatMay();
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        WaitingArrival head = waiting.head();
        if (head != null && !line.has(timer.getKey())) {
            String store = StoreName.of(head.arrival().video().uri());
            if (line.isFull(store)) {
                pause(TURN_MS);
            } else {
                line.add(timer.getKey(), store);
                startWhatMay();
            }
        }
    }

    private void startWhatMay() throws Exception {
        for (ProbeLine.Entry next = line.next(); next != null; next = line.next()) {
            start(next);
        }
    }

    private void start(ProbeLine.Entry entry) throws Exception {
        Object key = getCurrentKey();
        setCurrentKey(entry.key());
        WaitingArrival head = waiting.head();
        if (breakers.mayAsk(entry.store())) {
            breakers.asked(entry.store());
            threads.probe(head.arrival(), result -> finishLater(entry, result));
        } else {
            line.done(entry);
            wait(head, false, head.arrival().video().uri() + ": its store is down");
        }
        setCurrentKey(key);
    }

    private void finishLater(ProbeLine.Entry entry, ProbeThreads.Result result) {
        try {
            mailbox.execute(() -> finish(entry, result), "probed %s", entry.key());
        } catch (RejectedExecutionException closing) {
            // The task ends; what it was about is in state.
        }
    }

    private void finish(ProbeLine.Entry entry, ProbeThreads.Result result) throws Exception {
        line.done(entry);
        setCurrentKey(entry.key());
        Throwable failure = result.failure();
        if (failure == null) {
            breakers.answered(entry.store());
            counters.increment(
                    result.outcome().problem() == null ? ProbeMetric.PROBED : ProbeMetric.REJECTED);
            conclude(result.outcome());
        } else if (failure instanceof DecoderLost lost) {
            breakers.answered(entry.store());
            lost(waiting.head(), lost);
        } else if (failure instanceof DecodersBusy) {
            pause(TURN_MS);
        } else if (failure instanceof IOException) {
            if (result.isTimeout()) {
                counters.increment(ProbeMetric.TIMED_OUT);
            }
            breakers.failed(entry.store(), failure.toString());
            WaitingArrival head = waiting.head();
            boolean own = breakers.answeredSince(entry.store(), head.lastFailureMs());
            wait(head, own, failure.getMessage());
        } else {
            // A defect, or a machine in trouble: the job's restart strategy decides.
            throw new IllegalStateException("cannot probe " + entry.key(), failure);
        }
        startWhatMay();
    }

    private void lost(WaitingArrival head, DecoderLost lost) throws Exception {
        WaitingArrival failed = head.failed(true, nowMs());
        if (failed.tries() >= DECODERS) {
            reject(head, lost.reason(), lost.getMessage());
        } else {
            waiting.replaceHead(failed);
            pause(0);
        }
    }

    /**
     * Puts the first of the current key off, or gives it up.
     *
     * @param counted whether the store answers others, so that this is about the video
     */
    private void wait(WaitingArrival head, boolean counted, String why) throws Exception {
        WaitingArrival failed = head.failed(counted, nowMs());
        Optional<String> givenUp = patience.givenUp(failed, counted, nowMs(), why);
        if (givenUp.isPresent()) {
            reject(head, Reason.UNREACHABLE, givenUp.get());
        } else {
            counters.increment(ProbeMetric.RETRIES);
            waiting.replaceHead(failed);
            pause(patience.pauseMs(failed));
        }
    }

    private void reject(WaitingArrival head, Reason reason, String detail) throws Exception {
        counters.increment(ProbeMetric.REJECTED);
        Problem problem = Problem.of(Stage.PROBE, reason, detail);
        conclude(ProbeOutcome.rejected(head.arrival(), "", problem));
    }

    private void conclude(ProbeOutcome outcome) throws Exception {
        waiting.removeHead();
        leave(outcome);
        WaitingArrival next = waiting.head();
        if (next == null) {
            uris--;
        } else {
            line.add((String) getCurrentKey(), StoreName.of(next.arrival().video().uri()));
        }
    }

    private void leave(ProbeOutcome outcome) {
        output.collect(new StreamRecord<>(outcome));
    }

    private void pause(long ms) {
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, nowMs() + ms);
    }

    private long nowMs() {
        return timers.currentProcessingTime();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {}

    /** Probes that run now. */
    int running() {
        return line.running();
    }

    @Override
    public void endInput() throws Exception {
        while (uris > 0) {
            mailbox.yield();
        }
    }

    @Override
    public void close() throws Exception {
        if (threads != null) {
            threads.close();
        }
        super.close();
    }
}
