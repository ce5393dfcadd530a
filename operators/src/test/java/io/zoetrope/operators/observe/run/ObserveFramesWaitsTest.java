package io.zoetrope.operators.observe.run;

import static io.zoetrope.operators.observe.run.TestingObserving.meanwhile;
import static io.zoetrope.operators.observe.run.TestingObserving.picture;
import static io.zoetrope.operators.observe.run.TestingObserving.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.models.batching.EngineOptions;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.TestingAnalyser;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Analysers that do not answer, fail, or hold the task back. */
@Timeout(60)
class ObserveFramesWaitsTest {
    private static final ObserveOptions IMPATIENT = new ObserveOptions(2, 1 << 20, 20);

    private TestingObserving in;

    @BeforeEach
    void start() throws Exception {
        in = new TestingObserving();
    }

    @AfterEach
    void closesEveryAnalyserThatItOpened() throws Exception {
        in.close();
    }

    @Test
    void failsTheTaskOnceIfAnAnalyserFails() throws Exception {
        in.observe(segment(0, null, 1, 2), segment(1, null, 3));
        TestingAnalyser.answer(1);
        TestingAnalyser.fail(2, new IllegalStateException("out of device memory"));

        assertThatThrownBy(() -> in.harness.prepareSnapshotPreBarrier(1))
                .hasMessageContaining("analyser 'visual' failed on segment 0")
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("out of device memory");
        assertThat(in.harness.extractOutputValues()).isEmpty();
    }

    @Test
    void saysWhichAnalyserDoesNotAnswer() throws Exception {
        in.restart(IMPATIENT, TestingAnalyser.encoder(), TestingAnalyser.detector());
        in.harness.getEnvironment().setExpectedExternalFailureCause(TimeoutException.class);
        in.observe(segment(8, null, 1));

        while (in.harness.getEnvironment().getActualExternalFailureCause().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(in.harness.getEnvironment().getActualExternalFailureCause())
                .hasValueSatisfying(
                        failure ->
                                assertThat(failure)
                                        .hasMessageContaining("visual")
                                        .hasMessageContaining("segment 8")
                                        .hasMessageContaining("observe.timeout"));
    }

    @Test
    void saysWhichAnalyserHoldsTheTaskBack() throws Exception {
        in.restart(IMPATIENT, new Stuck());
        in.harness.getEnvironment().setExpectedExternalFailureCause(TimeoutException.class);
        Thread task = Thread.currentThread();
        in.whenFailed(task::interrupt);

        assertThatThrownBy(() -> in.observe(segment(8, null, 1)))
                .as("as Flink does to a task that failed")
                .isInstanceOf(InterruptedException.class);
        assertThat(in.harness.getEnvironment().getActualExternalFailureCause())
                .hasValueSatisfying(
                        failure -> assertThat(failure).hasMessageContaining("[visual]"));
    }

    /** An engine that is full and stays so. */
    private static final class Stuck implements Analyser {
        private static final long serialVersionUID = 1L;

        @Override
        public AnalyserSpec spec() {
            return TestingAnalyser.encoder().spec();
        }

        @Override
        public CompletableFuture<Observation> observe(AnalyserInput picture)
                throws InterruptedException {
            new CountDownLatch(1).await();
            return null;
        }
    }

    @Test
    void whoWaitsBehindOthersIsWaitedFor() throws Exception {
        try (SharedEngine<byte[], Vector> engine = waitsForMore()) {
            CompletableFuture<Vector> ofAnother = engine.submit(new byte[engine.shape().bytes()]);
            in.restart(IMPATIENT, new Queued(engine));
            in.observe(segment(8, null, 1));
            while (Queued.LOOKS.get() < 5) {
                Thread.onSpinWait();
            }
            assertThat(in.harness.getEnvironment().getActualExternalFailureCause()).isEmpty();
            TestingAnalyser.answer(1);
            in.harness.endInput();

            assertThat(in.indexes()).containsExactly(8);
            assertThat(ofAnother).isNotDone();
        }
    }

    @Test
    void whoWaitsForAnEngineThatHasNothingToDoIsNot() throws Exception {
        try (SharedEngine<byte[], Vector> engine = waitsForMore()) {
            in.restart(IMPATIENT, new Queued(engine));
            in.harness.getEnvironment().setExpectedExternalFailureCause(TimeoutException.class);
            in.observe(segment(8, null, 1));
            while (in.harness.getEnvironment().getActualExternalFailureCause().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(in.harness.getEnvironment().getActualExternalFailureCause())
                    .hasValueSatisfying(
                            failure -> assertThat(failure).hasMessageContaining("[visual]"));
        }
    }

    /** What it is asked waits in its queue until there are four. */
    private static SharedEngine<byte[], Vector> waitsForMore() {
        return InferenceEngines.images(
                ModelCatalog.bundled().find(ModelCatalog.DEFAULT_ENCODER),
                RuntimeOptions.CPU,
                (maxBatch, provider) -> new EngineOptions(4, Duration.ofHours(1), 1, 4));
    }

    /** The encoder, with an engine that others use too. */
    private static final class Queued implements Analyser {
        private static final long serialVersionUID = 1L;
        static final AtomicInteger LOOKS = new AtomicInteger();
        private static SharedEngine<byte[], Vector> engine;

        private final TestingAnalyser encoder = TestingAnalyser.encoder();

        Queued(SharedEngine<byte[], Vector> shared) {
            engine = shared;
            LOOKS.set(0);
        }

        @Override
        public AnalyserSpec spec() {
            return encoder.spec();
        }

        @Override
        public void open() {
            encoder.open();
        }

        @Override
        public List<SharedEngine<?, ?>> engines() {
            LOOKS.incrementAndGet();
            return List.of(engine);
        }

        @Override
        public CompletableFuture<Observation> observe(AnalyserInput picture) throws RejectedInput {
            return encoder.observe(picture);
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    @Test
    void aCancelledTaskDoesNotWaitForAnswers() throws Exception {
        in.observe(segment(0, null, 1), segment(1, null, 2));
        meanwhile(Thread.currentThread()::interrupt);

        assertThatThrownBy(() -> in.harness.prepareSnapshotPreBarrier(1))
                .isInstanceOf(InterruptedException.class);
        in.harness.close();
        TestingAnalyser.answer(1, 2);
        assertThat(in.harness.extractOutputValues()).as("nobody takes it any more").isEmpty();
        in.harness = in.harness(TestingObserving.OPTIONS, TestingAnalyser.encoder());
    }
}
