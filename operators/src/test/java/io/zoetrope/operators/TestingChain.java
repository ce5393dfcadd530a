package io.zoetrope.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.compose.ComposeMoments;
import io.zoetrope.operators.compose.ComposeOptions;
import io.zoetrope.operators.compose.MomentRules;
import io.zoetrope.operators.keep.KeepOptions;
import io.zoetrope.operators.keep.KeepVideo;
import io.zoetrope.operators.keep.VideoReport;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.OrderOptions;
import io.zoetrope.operators.order.OrderSegments;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.shots.DetectShots;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * OrderSegments, DetectShots, ComposeMoments and KeepVideo, each behind the other as the pipeline
 * chains them.
 */
public final class TestingChain implements AutoCloseable {
    public static final long GIVE_UP_MS = 60_000;
    public static final long REMEMBER_MS = 300_000;
    public static final OrderOptions ORDER = new OrderOptions(GIVE_UP_MS, REMEMBER_MS);
    public static final ComposeOptions COMPOSE = new ComposeOptions(MomentRules.DEFAULT);
    public static final KeepOptions KEEP = new KeepOptions(500, false);

    /** What they hold at one barrier. */
    public record Snapshot(
            OperatorSubtaskState order,
            OperatorSubtaskState detect,
            OperatorSubtaskState compose,
            OperatorSubtaskState keep) {}

    private final KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoChange, ObservedSegment, VideoStep>
            order;
    private final KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> detect;
    private final KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoReport> compose;
    private final KeyedOneInputStreamOperatorTestHarness<String, VideoReport, IndexChange> keep;
    private int ordered;
    private int stepsTaken;
    private int reportsTaken;

    private TestingChain() throws Exception {
        order =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new OrderSegments(ORDER)),
                        VideoChange::videoKey,
                        ObservedSegment::videoKey,
                        Types.STRING);
        detect =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new DetectShots()),
                        VideoStep::videoKey,
                        Types.STRING);
        compose =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new ComposeMoments(COMPOSE)),
                        VideoStep::videoKey,
                        Types.STRING);
        keep =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new KeepVideo(KEEP)),
                        VideoReport::videoKey,
                        Types.STRING);
    }

    public static TestingChain start() throws Exception {
        TestingChain chain = new TestingChain();
        chain.open();
        return chain;
    }

    public static TestingChain restore(Snapshot from) throws Exception {
        TestingChain chain = new TestingChain();
        chain.order.initializeState(from.order());
        chain.detect.initializeState(from.detect());
        chain.compose.initializeState(from.compose());
        chain.keep.initializeState(from.keep());
        chain.open();
        return chain;
    }

    private void open() throws Exception {
        order.open();
        detect.open();
        compose.open();
        keep.open();
    }

    public Snapshot snapshot() throws Exception {
        return new Snapshot(
                order.snapshot(1, 0),
                detect.snapshot(1, 0),
                compose.snapshot(1, 0),
                keep.snapshot(1, 0));
    }

    public void control(VideoChange control) throws Exception {
        order.processElement1(new StreamRecord<>(control));
        pass();
    }

    public void see(ObservedSegment part) throws Exception {
        order.processElement2(new StreamRecord<>(part));
        pass();
    }

    public void setTime(long ms) throws Exception {
        compose.setProcessingTime(ms);
        keep.setProcessingTime(ms);
        order.setProcessingTime(ms);
        pass();
    }

    private void pass() throws Exception {
        List<VideoStep> before = order.extractOutputValues();
        for (; ordered < before.size(); ordered++) {
            detect.processElement(new StreamRecord<>(before.get(ordered)));
        }
        List<VideoStep> steps = detect.extractOutputValues();
        for (; stepsTaken < steps.size(); stepsTaken++) {
            compose.processElement(new StreamRecord<>(steps.get(stepsTaken)));
        }
        List<VideoReport> reports = compose.extractOutputValues();
        for (; reportsTaken < reports.size(); reportsTaken++) {
            keep.processElement(new StreamRecord<>(reports.get(reportsTaken)));
        }
    }

    public List<IndexChange> changes() {
        return keep.extractOutputValues();
    }

    /** In words: {@code moment 0-10000}, {@code PARTIAL 3/3 damaged}, {@code removal}. */
    public List<String> told() {
        return changes().stream()
                .filter(change -> change.finding() == null || change.moment() != null)
                .map(TestingChain::describe)
                .toList();
    }

    public List<Shot> shots() {
        return changes().stream().map(IndexChange::shot).filter(Objects::nonNull).toList();
    }

    public List<Moment> moments() {
        return changes().stream().map(IndexChange::moment).filter(Objects::nonNull).toList();
    }

    /** Their reasons. */
    public List<String> deadLetters() {
        return side(keep.getSideOutput(SideOutputs.DEAD_LETTERS)).stream()
                .map(DeadLetter::problem)
                .map(Problem::reason)
                .toList();
    }

    public List<FrameRecord> frames() {
        return side(compose.getSideOutput(SideOutputs.FRAMES));
    }

    public List<ThumbnailRemoval> thumbnailRemovals() {
        return side(order.getSideOutput(SideOutputs.KEY_FRAME_REMOVALS));
    }

    /** From all that tell the dispatcher. */
    public List<SegmentDone> segmentsDone() {
        List<SegmentDone> all = new ArrayList<>();
        all.addAll(side(order.getSideOutput(SideOutputs.SEGMENTS_DONE)));
        all.addAll(side(keep.getSideOutput(SideOutputs.SEGMENTS_DONE)));
        return all;
    }

    /** Entries of keyed state in all of them. */
    public int stateEntries() {
        return order.numKeyedStateEntries()
                + detect.numKeyedStateEntries()
                + compose.numKeyedStateEntries()
                + keep.numKeyedStateEntries();
    }

    /** Timers of all of them. */
    public int timers() {
        return order.numProcessingTimeTimers()
                + compose.numProcessingTimeTimers()
                + keep.numProcessingTimeTimers();
    }

    private static <T> List<T> side(Iterable<StreamRecord<T>> records) {
        List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }

    private static String describe(IndexChange change) {
        if (change.moment() != null) {
            return "moment %d-%d"
                    .formatted(change.moment().startUs() / 1000, change.moment().endUs() / 1000);
        }
        VideoStatus status = change.status();
        if (status == null) {
            return "removal";
        }
        String error = status.error() == null ? "" : " " + status.error().reason();
        assertThat(status.state() == IndexingState.INDEXING && !error.isEmpty()).isFalse();
        return "%s %d/%d%s"
                .formatted(status.state(), status.segmentsDone(), status.segmentsTotal(), error);
    }

    @Override
    public void close() throws Exception {
        order.close();
        detect.close();
        compose.close();
        keep.close();
    }
}
