package io.zoetrope.operators.order;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingChain;
import io.zoetrope.operators.TestingOperatorMetrics;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The operator in a harness: what it is told, and the steps that it gives. */
final class TestingOrder implements AutoCloseable {
    private static final TestingSegments SEGMENTS = new TestingSegments();

    KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, ObservedSegment, VideoStep> harness;

    /** Opened, before any video. */
    TestingOrder() throws Exception {
        harness = harness();
        harness.open();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    List<String> told() {
        return sent().stream()
                .map(
                        done ->
                                "%d to %d%s%s"
                                        .formatted(
                                                done.generation(),
                                                done.index(),
                                                done.arrived() < 0
                                                        ? ""
                                                        : ", came " + done.arrived(),
                                                done.ended() ? ", ended" : ""))
                .toList();
    }

    SegmentDone done(int n) {
        return sent().get(n);
    }

    private List<SegmentDone> sent() {
        var sent = harness.getSideOutput(SideOutputs.SEGMENTS_DONE);
        return sent == null ? List.of() : sent.stream().map(StreamRecord::getValue).toList();
    }

    void open(int total) throws Exception {
        control(SEGMENTS.control(1, total));
    }

    void control(VideoChange change) throws Exception {
        harness.processElement1(new StreamRecord<>(change));
    }

    void see(ObservedSegment part) throws Exception {
        harness.processElement2(new StreamRecord<>(part));
    }

    void restore(OperatorSubtaskState snapshot, long nowMs) throws Exception {
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.setProcessingTime(nowMs);
    }

    List<String> steps() {
        return harness.extractOutputValues().stream()
                .map(step -> step.kind() + (step.index() < 0 ? "" : " " + step.index()))
                .toList();
    }

    Problem gapProblem(int index) {
        return harness.extractOutputValues().stream()
                .filter(step -> step.kind() == VideoStep.Kind.GAP && step.index() == index)
                .findFirst()
                .orElseThrow()
                .problem();
    }

    List<DeadLetter> letters() {
        var letters = harness.getSideOutput(SideOutputs.DEAD_LETTERS);
        return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
    }

    List<ThumbnailRemoval> removals() {
        var removals = harness.getSideOutput(SideOutputs.KEY_FRAME_REMOVALS);
        return removals == null
                ? List.of()
                : removals.stream().map(StreamRecord::getValue).toList();
    }

    /** Begins anew with metrics that can be read. */
    void measuredBy(TestingOperatorMetrics metrics) throws Exception {
        harness.close();
        harness = harness(new Measured(metrics));
        harness.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoChange, ObservedSegment, VideoStep>
            harness() throws Exception {
        return harness(new KeyedCoProcessOperator<>(new OrderSegments(TestingChain.ORDER)));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoChange, ObservedSegment, VideoStep>
            harness(KeyedCoProcessOperator<String, VideoChange, ObservedSegment, VideoStep> order)
                    throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                order, VideoChange::videoKey, ObservedSegment::videoKey, Types.STRING);
    }

    /** The operator, with metrics that can be read. */
    private static final class Measured
            extends KeyedCoProcessOperator<String, VideoChange, ObservedSegment, VideoStep> {
        private static final long serialVersionUID = 1L;

        private final transient TestingOperatorMetrics metrics;

        private Measured(TestingOperatorMetrics metrics) {
            super(new OrderSegments(TestingChain.ORDER));
            this.metrics = metrics;
        }

        @Override
        public InternalOperatorMetricGroup getMetricGroup() {
            return metrics.group();
        }
    }
}
