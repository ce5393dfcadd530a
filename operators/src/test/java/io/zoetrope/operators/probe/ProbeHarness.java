package io.zoetrope.operators.probe;

import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.RetryPolicy;
import io.zoetrope.operators.VideoAccess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Runs the operator with a clock of the test's. */
final class ProbeHarness implements AutoCloseable {
    static final long HOUR_MS = 3_600_000;
    static final ProbeOptions OPTIONS =
            new ProbeOptions(2, 60_000, new RetryPolicy(3, 100), HOUR_MS);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KeyedOneInputStreamOperatorTestHarness<String, VideoArrival, ProbeOutcome>
            harness;
    private MailboxExecutor mailbox;
    private long nowMs = 1_000_000;

    private ProbeHarness(VideoAccess access, ProbeOptions options) throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new Factory(access, options), ProbeVideos.KEY, Types.STRING);
        harness.setProcessingTime(nowMs);
    }

    static ProbeHarness open(VideoAccess access, ProbeOptions options) throws Exception {
        ProbeHarness made = new ProbeHarness(access, options);
        made.harness.open();
        made.mailbox = Factory.mailbox;
        return made;
    }

    static ProbeHarness restore(
            VideoAccess access, ProbeOptions options, OperatorSubtaskState snapshot)
            throws Exception {
        ProbeHarness made = new ProbeHarness(access, options);
        made.harness.initializeState(snapshot);
        made.harness.open();
        made.mailbox = Factory.mailbox;
        return made;
    }

    void arrive(VideoArrival arrival) throws Exception {
        harness.processElement(new StreamRecord<>(arrival));
    }

    /**
     * Lets time pass and the operator's mails run until the condition holds. Time stands still
     * while a probe runs that is not held up on purpose, so what is seen does not depend on the
     * machine.
     */
    void runUntil(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nothing came; outcomes so far: " + outcomes());
            }
            if (mailbox.tryYield()) {
                continue;
            }
            if (operator().running() > TestingStores.silent.get()) {
                LockSupport.parkNanos(50_000);
                continue;
            }
            nowMs += 50;
            harness.setProcessingTime(nowMs);
        }
    }

    /** What comes of one arrival, by a harness of its own. */
    static ProbeOutcome probe(VideoArrival arrival) throws Exception {
        try (ProbeHarness probing = open(TestingStores.access(), OPTIONS)) {
            probing.arrive(arrival);
            probing.runUntil(() -> probing.outcomes().size() == 1);
            return probing.outcomes().get(0);
        }
    }

    static String uri(ProbeOutcome outcome) {
        return outcome.arrival().video().uri();
    }

    private ProbeVideos operator() {
        return (ProbeVideos) harness.getOperator();
    }

    List<ProbeOutcome> outcomes() {
        return harness.extractOutputValues();
    }

    long nowMs() {
        return nowMs;
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, nowMs);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    /** Keeps the mailbox that the operator gets; static, because factories are copied. */
    private static final class Factory extends AbstractStreamOperatorFactory<ProbeOutcome>
            implements OneInputStreamOperatorFactory<VideoArrival, ProbeOutcome> {
        private static final long serialVersionUID = 1L;

        private static MailboxExecutor mailbox;

        private final ProbeVideosFactory made;

        private Factory(VideoAccess access, ProbeOptions options) {
            made = new ProbeVideosFactory(access, options);
        }

        @Override
        public <T extends StreamOperator<ProbeOutcome>> T createStreamOperator(
                StreamOperatorParameters<ProbeOutcome> parameters) {
            mailbox = parameters.getMailboxExecutor();
            return made.createStreamOperator(parameters);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
            return made.getStreamOperatorClass(classLoader);
        }
    }
}
