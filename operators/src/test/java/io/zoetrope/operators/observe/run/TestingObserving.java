package io.zoetrope.operators.observe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.LargestRecord;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.TestingAnalyser;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The operator in a harness, with analysers that answer when a test says so. */
final class TestingObserving implements AutoCloseable {
    static final ObserveOptions OPTIONS = new ObserveOptions(2, 1 << 20, 60_000);
    static final FrameSignatures SIGNED =
            new FrameSignatures(new long[] {1_000_000}, new byte[FrameSignatures.BYTES]);
    static final Problem DAMAGED = Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A hole.");

    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> harness;

    /** Opened, with the encoder alone. */
    TestingObserving() throws Exception {
        TestingAnalyser.reset();
        harness = harness(OPTIONS, TestingAnalyser.encoder());
    }

    /** What was opened must be closed then. */
    @Override
    public void close() throws Exception {
        harness.close();
        assertThat(TestingAnalyser.closed).isEqualTo(TestingAnalyser.opened).isPositive();
    }

    long largestRecord() {
        return (Long) ((Gauge<?>) metrics.get(LargestRecord.METRIC)).getValue();
    }

    void restart(Analyser... analysers) throws Exception {
        restart(OPTIONS, analysers);
    }

    void restart(ObserveOptions options, Analyser... analysers) throws Exception {
        harness.close();
        harness = harness(options, analysers);
    }

    void observe(DecodedSegment... segments) throws Exception {
        for (DecodedSegment segment : segments) {
            harness.processElement(new StreamRecord<>(segment));
        }
    }

    /** Does something once this thread waits. */
    static void meanwhile(Runnable something) {
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
    void whenFailed(Runnable something) {
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

    List<Integer> indexes() {
        return harness.extractOutputValues().stream().map(ObservedSegment::index).toList();
    }

    static ObservedFrame frame(int picture) {
        Observation seen = Observation.of(TestingAnalyser.vector(picture));
        return new ObservedFrame(picture * 1_000_000L, Map.of("visual", seen), key(picture));
    }

    static Segment segment(int index) {
        return Segment.of(video(), 7, index, Stretch.of(0, 10_000_000)).ofTotal(9).sized(320, 240);
    }

    static DecodedSegment segment(int index, Problem problem, int... pictures) {
        List<DecodedFrame> frames =
                IntStream.of(pictures)
                        .mapToObj(
                                p -> decoded(p, picture(p, "visual"), picture(p + 100, "objects")))
                        .toList();
        return DecodedSegment.last(segment(index), 2, frames, 9_000_000)
                .withSignatures(SIGNED)
                .withProblem(problem);
    }

    static DecodedFrame decoded(int number, FramePicture... pictures) {
        return new DecodedFrame(number * 1_000_000L, List.of(pictures), key(number));
    }

    static FramePicture picture(int first, String... analysers) {
        return FramePicture.of(List.of(analysers), 1, 1, new byte[] {(byte) first, 0, 0});
    }

    static VideoRef video() {
        return new VideoRef("id", "tenant", "", TestingVideos.URI, "v1");
    }

    static String key(int picture) {
        return picture + ".jpg";
    }

    OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> harness(
            ObserveOptions options, Analyser... analysers) throws Exception {
        OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> opened =
                unopened(options, analysers);
        opened.open();
        return opened;
    }

    OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> unopened(
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
