package io.zoetrope.operators.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.models.batching.EngineOptions;
import io.zoetrope.models.batching.InferenceEngines;
import io.zoetrope.models.batching.SharedEngine;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.LargestRecord;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObserveFramesTest {
    private static final ObserveOptions OPTIONS = new ObserveOptions(2, 60_000);
    private static final ObserveOptions IMPATIENT = new ObserveOptions(2, 20);
    private static final FrameSignatures SIGNED =
            new FrameSignatures(new long[] {1_000_000}, new byte[FrameSignatures.BYTES]);
    private static final Problem DAMAGED =
            Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A hole.");

    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    private OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> harness;

    @BeforeEach
    void start() throws Exception {
        TestingAnalyser.reset();
        harness = harness(OPTIONS, TestingAnalyser.encoder());
    }

    @AfterEach
    void closesEveryAnalyserThatItOpened() throws Exception {
        harness.close();
        assertThat(TestingAnalyser.closed).isEqualTo(TestingAnalyser.opened).isPositive();
    }

    @Test
    void keepsFramesInOrderWhateverTheModelAnswersFirst() throws Exception {
        observe(segment(4, null, 1, 2, 3));
        TestingAnalyser.answer(3, 1, 2);
        harness.endInput();

        assertThat(harness.extractOutputValues()).hasSize(1);
        ObservedSegment observed = harness.extractOutputValues().get(0);
        assertThat(observed.frames()).containsExactly(frame(1), frame(2), frame(3));
        assertThat(observed.videoKey()).isEqualTo(video().key());
        assertThat(observed.generation()).isEqualTo(7);
        assertThat(observed.index()).isEqualTo(4);
        assertThat(observed.part()).isEqualTo(2);
        assertThat(observed.last()).isTrue();
        assertThat(observed.signatures().timesUs()).isEqualTo(SIGNED.timesUs());
        assertThat(observed.endUs()).isEqualTo(9_000_000);
        assertThat(observed.problem()).isNull();
        assertThat(observed.models()).isEqualTo(Map.of("visual", new ModelRef("visual", "1")));
    }

    @Test
    void aSegmentDoesNotWaitForASlowerOne() throws Exception {
        observe(segment(0, null, 1), segment(1, null, 2));
        assertThat(TestingAnalyser.ASKED).as("both in flight").containsExactly(1, 2);
        TestingAnalyser.answer(2, 1);
        harness.endInput();

        assertThat(indexes()).containsExactly(1, 0);
    }

    @Test
    void asksEachAnalyserAboutItsOwnPictureAndTheWholeFrame() throws Exception {
        restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        observe(segment(0, null, 5));
        TestingAnalyser.answer(5);
        harness.endInput();

        ObservedFrame seen = harness.extractOutputValues().get(0).frames().get(0);
        assertThat(seen.visual()).isEqualTo(TestingAnalyser.vector(5));
        assertThat(seen.detections())
                .extracting(Detection::label)
                .containsExactly("105 of 320x240");
    }

    @Test
    void eachAnalyserLooksAtFramesOfItsOwn() throws Exception {
        restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        DecodedFrame both = decoded(0, picture(1, "visual", "objects"));
        DecodedFrame onlyObjects = decoded(1, picture(2, "objects"));
        observe(DecodedSegment.last(segment(0), 0, List.of(both, onlyObjects), 9));
        TestingAnalyser.answer(1);
        harness.endInput();

        List<ObservedFrame> frames = harness.extractOutputValues().get(0).frames();
        assertThat(TestingAnalyser.ASKED).containsExactly(1);
        assertThat(frames)
                .extracting(frame -> frame.observations().keySet().stream().sorted().toList())
                .containsExactly(List.of("objects", "visual"), List.of("objects"));
        assertThat(frames.get(1).visual().dimension()).isZero();
    }

    /** Cut from the larger picture while it is at hand; the detection says where it lies. */
    @Test
    void picturesOfObjectsAreStored() throws Exception {
        restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        FramePicture large =
                new FramePicture(List.of("objects"), true, 32, 16, new byte[32 * 16 * 3]);
        DecodedFrame frame = decoded(3, picture(5, "objects"), large);
        DecodedFrame same = decoded(4, picture(5, "objects"), large);
        observe(DecodedSegment.last(segment(0), 0, List.of(frame, same), 9));
        harness.endInput();

        String path = Thumbnail.cropPathOf(video().key(), 3_000_000, 0);
        List<ObservedFrame> frames = harness.extractOutputValues().get(0).frames();
        assertThat(frames.get(0).detections()).extracting(Detection::picture).containsExactly(path);
        assertThat(frames.get(1).detections()).extracting(Detection::picture).containsExactly("");
        assertThat(harness.getSideOutput(SideOutputs.KEY_FRAMES))
                .singleElement()
                .satisfies(
                        record -> {
                            Thumbnail stored = record.getValue();
                            assertThat(stored.path()).isEqualTo(path);
                            assertThat(stored.generation()).isEqualTo(7);
                            BufferedImage image =
                                    ImageIO.read(new ByteArrayInputStream(stored.jpeg()));
                            assertThat(image.getWidth()).isEqualTo(32);
                            assertThat(image.getHeight()).isEqualTo(16);
                        });
    }

    @Test
    void passesASegmentWithoutFramesOnWithItsProblem() throws Exception {
        observe(segment(3, DAMAGED));
        harness.endInput();

        assertThat(TestingAnalyser.ASKED).isEmpty();
        assertThat(indexes()).containsExactly(3);
        ObservedSegment observed = harness.extractOutputValues().get(0);
        assertThat(observed.frames()).isEmpty();
        assertThat(observed.problem()).isEqualTo(DAMAGED);
        assertThat(observed.last()).isTrue();
    }

    @Test
    void keepsWhatOthersSawIfAnAnalyserCannotTakeAPicture() throws Exception {
        restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        DecodedFrame light = decoded(0, picture(1, "visual", "objects"));
        DecodedFrame dark = decoded(1, picture(2, "visual"), picture(-3, "objects"));
        observe(DecodedSegment.last(segment(6), 0, List.of(light, dark), 9));
        TestingAnalyser.answer(1, 2);
        harness.endInput();

        ObservedSegment observed = harness.extractOutputValues().get(0);
        assertThat(observed.frames())
                .extracting(ObservedFrame::visual)
                .containsExactly(TestingAnalyser.vector(1), TestingAnalyser.vector(2));
        assertThat(observed.frames().get(0).detections()).hasSize(1);
        assertThat(observed.frames().get(1).detections()).isEmpty();
        assertThat(observed.problem()).isNull();
        assertThat(observed.refusals())
                .containsExactly(
                        Problem.of(
                                Stage.OBSERVE,
                                Reason.CANNOT_BE_ANALYSED,
                                "Analyser 'objects', segment 6: It is dark."));
    }

    @Test
    void saysWhichAnalyserOfAnArrivalThereIsNot() throws Exception {
        restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        Segment asking = segment(6).forAnalysers(List.of("objects", "speech"));
        List<DecodedFrame> frames = List.of(decoded(0, picture(1, "objects")));
        observe(DecodedSegment.part(asking, 0, frames));
        observe(DecodedSegment.last(asking, 1, frames, 9));
        harness.endInput();

        assertThat(harness.extractOutputValues())
                .extracting(ObservedSegment::models)
                .allSatisfy(models -> assertThat(models).containsOnlyKeys("objects"));
        assertThat(harness.extractOutputValues().get(0).refusals()).isEmpty();
        assertThat(harness.extractOutputValues().get(1).refusals())
                .extracting(Problem::reason, Problem::detail)
                .containsExactly(
                        tuple(
                                "unknown_analyser",
                                "The arrival asks for analyser 'speech', which this job does not have."));
    }

    @Test
    void finishesAllThatItHoldsBeforeTheBarrierAndHasNoState() throws Exception {
        observe(segment(0, null, 1, 2), segment(1, DAMAGED, 3));
        TestingAnalyser.answer(1);
        meanwhile(() -> TestingAnalyser.answer(3, 2));
        harness.prepareSnapshotPreBarrier(1);

        assertThat(indexes()).as("before the barrier").containsExactly(1, 0);
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        assertThat(snapshot.hasState()).isFalse();
        harness.close();

        harness = unopened(OPTIONS, TestingAnalyser.encoder());
        harness.initializeState(snapshot);
        harness.open();
        observe(segment(2, null, 4));
        TestingAnalyser.answer(4);
        harness.endInput();
        assertThat(TestingAnalyser.ASKED).as("none is asked about again").hasSize(4);
        assertThat(indexes()).containsExactly(2);
    }

    @Test
    void holdsNoMoreThanItMayAndLetsOthersLeaveMeanwhile() throws Exception {
        observe(segment(0, null, 1), segment(1, null, 2));
        meanwhile(() -> TestingAnalyser.answer(2));
        observe(segment(2, null, 3));

        assertThat(indexes()).as("one had to leave").containsExactly(1);
        TestingAnalyser.answer(1, 3);
        harness.endInput();
        assertThat(indexes()).containsExactly(1, 0, 2);
    }

    @Test
    void copiesNoRecord() throws Exception {
        DecodedSegment given = segment(0, null, 1);
        observe(given);

        assertThat(TestingAnalyser.lastRgb).isSameAs(given.frames().get(0).pictures().get(0).rgb());
        TestingAnalyser.answer(1);
        harness.endInput();
    }

    @Test
    void keepsTheRecordsTimestamp() throws Exception {
        harness.processElement(new StreamRecord<>(segment(0, null), 42));
        harness.endInput();

        assertThat(harness.getOutput())
                .singleElement()
                .isInstanceOfSatisfying(
                        StreamRecord.class, left -> assertThat(left.getTimestamp()).isEqualTo(42));
    }

    @Test
    void failsTheTaskOnceIfAnAnalyserFails() throws Exception {
        observe(segment(0, null, 1, 2), segment(1, null, 3));
        TestingAnalyser.answer(1);
        TestingAnalyser.fail(2, new IllegalStateException("out of device memory"));

        assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1))
                .hasMessageContaining("analyser 'visual' failed on segment 0")
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("out of device memory");
        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void saysWhichAnalyserDoesNotAnswer() throws Exception {
        restart(IMPATIENT, TestingAnalyser.encoder(), TestingAnalyser.detector());
        harness.getEnvironment().setExpectedExternalFailureCause(TimeoutException.class);
        observe(segment(8, null, 1));

        while (harness.getEnvironment().getActualExternalFailureCause().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(harness.getEnvironment().getActualExternalFailureCause())
                .hasValueSatisfying(
                        failure ->
                                assertThat(failure)
                                        .hasMessageContaining("visual")
                                        .hasMessageContaining("segment 8")
                                        .hasMessageContaining("observe.timeout"));
    }

    @Test
    void saysWhichAnalyserHoldsTheTaskBack() throws Exception {
        restart(IMPATIENT, new Stuck());
        harness.getEnvironment().setExpectedExternalFailureCause(TimeoutException.class);
        Thread task = Thread.currentThread();
        whenFailed(task::interrupt);

        assertThatThrownBy(() -> observe(segment(8, null, 1)))
                .as("as Flink does to a task that failed")
                .isInstanceOf(InterruptedException.class);
        assertThat(harness.getEnvironment().getActualExternalFailureCause())
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
            restart(IMPATIENT, new Queued(engine));
            observe(segment(8, null, 1));
            while (Queued.LOOKS.get() < 5) {
                Thread.onSpinWait();
            }
            assertThat(harness.getEnvironment().getActualExternalFailureCause()).isEmpty();
            TestingAnalyser.answer(1);
            harness.endInput();

            assertThat(indexes()).containsExactly(8);
            assertThat(ofAnother).isNotDone();
        }
    }

    @Test
    void whoWaitsForAnEngineThatHasNothingToDoIsNot() throws Exception {
        try (SharedEngine<byte[], Vector> engine = waitsForMore()) {
            restart(IMPATIENT, new Queued(engine));
            harness.getEnvironment().setExpectedExternalFailureCause(TimeoutException.class);
            observe(segment(8, null, 1));
            while (harness.getEnvironment().getActualExternalFailureCause().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(harness.getEnvironment().getActualExternalFailureCause())
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
        observe(segment(0, null, 1), segment(1, null, 2));
        meanwhile(Thread.currentThread()::interrupt);

        assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1))
                .isInstanceOf(InterruptedException.class);
        harness.close();
        TestingAnalyser.answer(1, 2);
        assertThat(harness.extractOutputValues()).as("nobody takes it any more").isEmpty();
        harness = harness(OPTIONS, TestingAnalyser.encoder());
    }

    @Test
    void tellsTheLargestRecord() throws Exception {
        observe(segment(0, null, 1, 2), segment(1, null, 3));
        TestingAnalyser.answer(1, 2, 3);
        harness.endInput();

        long largest =
                harness.extractOutputValues().stream()
                        .mapToLong(ObservedSegment::bytes)
                        .max()
                        .getAsLong();
        assertThat(largestRecord()).isEqualTo(largest).isPositive();
    }

    private long largestRecord() {
        return (Long) ((Gauge<?>) metrics.get(LargestRecord.METRIC)).getValue();
    }

    private void restart(Analyser... analysers) throws Exception {
        restart(OPTIONS, analysers);
    }

    private void restart(ObserveOptions options, Analyser... analysers) throws Exception {
        harness.close();
        harness = harness(options, analysers);
    }

    private void observe(DecodedSegment... segments) throws Exception {
        for (DecodedSegment segment : segments) {
            harness.processElement(new StreamRecord<>(segment));
        }
    }

    /** Does something once this thread waits. */
    private static void meanwhile(Runnable something) {
        Thread waiting = Thread.currentThread();
        Thread other =
                new Thread(
                        () -> {
                            while (!waits(waiting.getState())) {
                                Thread.onSpinWait();
                            }
                            something.run();
                        });
        other.setDaemon(true);
        other.start();
    }

    /** Does something once the task was failed. */
    private void whenFailed(Runnable something) {
        MockEnvironment environment = harness.getEnvironment();
        Thread other =
                new Thread(
                        () -> {
                            while (environment.getActualExternalFailureCause().isEmpty()) {
                                Thread.onSpinWait();
                            }
                            something.run();
                        });
        other.setDaemon(true);
        other.start();
    }

    /** Flink's mailbox looks up once a second. */
    private static boolean waits(Thread.State state) {
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    private List<Integer> indexes() {
        return harness.extractOutputValues().stream().map(ObservedSegment::index).toList();
    }

    private static ObservedFrame frame(int picture) {
        Observation seen = Observation.of(TestingAnalyser.vector(picture));
        return new ObservedFrame(picture * 1_000_000L, Map.of("visual", seen), key(picture));
    }

    private static Segment segment(int index) {
        return Segment.of(video(), 7, index, Stretch.of(0, 10_000_000)).ofTotal(9).sized(320, 240);
    }

    private static DecodedSegment segment(int index, Problem problem, int... pictures) {
        List<DecodedFrame> frames =
                IntStream.of(pictures)
                        .mapToObj(
                                p -> decoded(p, picture(p, "visual"), picture(p + 100, "objects")))
                        .toList();
        return DecodedSegment.last(segment(index), 2, frames, 9_000_000)
                .withSignatures(SIGNED)
                .withProblem(problem);
    }

    private static DecodedFrame decoded(int number, FramePicture... pictures) {
        return new DecodedFrame(number * 1_000_000L, List.of(pictures), key(number));
    }

    private static FramePicture picture(int first, String... analysers) {
        return FramePicture.of(List.of(analysers), 1, 1, new byte[] {(byte) first, 0, 0});
    }

    private static VideoRef video() {
        return new VideoRef("id", "tenant", "", TestingVideos.URI, "v1");
    }

    private static String key(int picture) {
        return picture + ".jpg";
    }

    private OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> harness(
            ObserveOptions options, Analyser... analysers) throws Exception {
        OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> opened =
                unopened(options, analysers);
        opened.open();
        return opened;
    }

    private OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> unopened(
            ObserveOptions options, Analyser... analysers) throws Exception {
        TaskMetricGroup task =
                new InterceptingTaskMetricGroup() {
                    @Override
                    public InternalOperatorMetricGroup getOrAddOperator(
                            OperatorID id, String name, Map<String, String> variables) {
                        return metrics;
                    }
                };
        return new OneInputStreamOperatorTestHarness<>(
                new ObserveFramesFactory(Analysers.of(analysers), options),
                TypeInformation.of(DecodedSegment.class)
                        .createSerializer(new SerializerConfigImpl()),
                new MockEnvironmentBuilder().setMetricGroup(task).build());
    }
}
