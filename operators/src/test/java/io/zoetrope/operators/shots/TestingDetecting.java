package io.zoetrope.operators.shots;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.operators.TestingOperatorMetrics;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.TestingSignatures;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.order.VideoStep.Kind;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** {@link DetectShots} by itself, and a film of three segments with cuts at 4.52, 9 and 19.92 s. */
final class TestingDetecting implements AutoCloseable {
    static final Problem WHY = Problem.of(Stage.ORDER, Reason.MISSING_SEGMENT, "It did not come.");

    private static final List<Long> CUTS_US = List.of(4_520_000L, 9_000_000L, 19_920_000L);

    final TestingSegments segments = new TestingSegments();
    final TestingOperatorMetrics metrics = new TestingOperatorMetrics();
    final String key = segments.control(1, 3).videoKey();
    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness;

    TestingDetecting() throws Exception {
        harness = made();
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> made()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new DetectShots()),
                VideoStep::videoKey,
                Types.STRING,
                metrics.environment());
    }

    /** The one that runs. */
    KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness() {
        return harness;
    }

    /** Another one, without state. */
    void startAgain() throws Exception {
        harness.close();
        harness = made();
        harness.open();
    }

    /** Goes on from a snapshot; what came out before is forgotten. */
    void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        harness = made();
        harness.initializeState(snapshot);
        harness.open();
    }

    List<VideoStep> life() {
        return List.of(
                VideoStep.of(segments.control(1, 3)),
                segment(0),
                segment(1),
                VideoStep.segment(List.of(segments.ending(signed(segments.whole(2))))),
                VideoStep.ended(key, 1, TestingSegments.RUN));
    }

    VideoStep segment(int index) {
        return segment(segments, index);
    }

    static VideoStep segment(TestingSegments of, int index) {
        return VideoStep.segment(List.of(signed(of.whole(index))));
    }

    static ObservedSegment signed(ObservedSegment segment) {
        long startUs = segment.index() * 10_000_000L;
        return segment.withSignatures(TestingSignatures.of(startUs, startUs + 10_000_000, CUTS_US));
    }

    void take(VideoStep step) throws Exception {
        harness.processElement(new StreamRecord<>(step));
    }

    VideoStep only(Kind kind) {
        List<VideoStep> steps =
                harness.extractOutputValues().stream().filter(s -> s.kind() == kind).toList();
        assertThat(steps).hasSize(1);
        return steps.get(0);
    }

    List<Shot> shots() {
        return harness.extractOutputValues().stream()
                .filter(step -> step.kind() == Kind.FOUND)
                .map(step -> step.finding().shot())
                .toList();
    }

    /** Of its frames, in seconds. */
    static List<Long> times(VideoStep step) {
        return step.parts().stream()
                .flatMap(part -> part.frames().stream())
                .map(frame -> frame.ptsUs() / 1_000_000)
                .toList();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
