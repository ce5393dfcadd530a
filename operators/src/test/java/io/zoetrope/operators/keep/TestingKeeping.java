package io.zoetrope.operators.keep;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingSegments;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** {@link KeepVideo} by itself, reports of one video, and what it says of them. */
final class TestingKeeping implements AutoCloseable {
    static final long RUN = 77;
    static final Problem DAMAGED = new Problem("decode", "damaged", "A hole.");
    static final Problem SLOW = Problem.of(Stage.DECODE, Reason.DECODER_TIMEOUT, "It spins.");

    final TestingSegments segments = new TestingSegments();
    final String key = segments.control(1, 3).videoKey();
    private KeyedOneInputStreamOperatorTestHarness<String, VideoReport, IndexChange> harness;

    TestingKeeping() throws Exception {
        harness = made();
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, VideoReport, IndexChange> made()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new KeepVideo(new KeepOptions(500, false))),
                VideoReport::videoKey,
                Types.STRING);
    }

    /** The one that runs; another after {@link #restore}. */
    KeyedOneInputStreamOperatorTestHarness<String, VideoReport, IndexChange> harness() {
        return harness;
    }

    void report(VideoReport report) throws Exception {
        harness.processElement(new StreamRecord<>(report));
    }

    /** Goes on from a snapshot; what was said before is forgotten. */
    void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        harness = made();
        harness.initializeState(snapshot);
        harness.open();
    }

    VideoStatus last() {
        List<IndexChange> changes = harness.extractOutputValues();
        return changes.get(changes.size() - 1).status();
    }

    List<DeadLetter> letters() {
        var letters = harness.getSideOutput(SideOutputs.DEAD_LETTERS);
        return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
