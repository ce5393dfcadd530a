package io.zoetrope.operators.shots;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.TestingOperatorMetrics;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.TestingSignatures;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.order.VideoStep.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step alone: what goes on and when, what it holds and when it lets go. */
class DetectShotsTest {
    private static final int MAX_PARALLELISM = 16;
    private static final List<Long> CUTS_US = List.of(4_520_000L, 9_000_000L, 19_920_000L);
    private static final Vector ONE = new Vector(new float[] {1});
    private static final Problem WHY =
            Problem.of(Stage.ORDER, Reason.MISSING_SEGMENT, "It did not come.");

    private final TestingSegments segments = new TestingSegments();
    private final TestingOperatorMetrics metrics = new TestingOperatorMetrics();
    private final String key = segments.control(1, 3).videoKey();
    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    @Test
    void framesWaitUntilNoShotCanBeginBeforeThem() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(segment(0));

        VideoStep step = only(Kind.SEGMENT);
        // What is sampled every second: four seconds and a half and a look around are held.
        assertThat(times(step)).isEqualTo(LongStream.range(0, 6).boxed().toList());
        assertThat(step.shots())
                .containsExactly(new StartedShot(0, 0), new StartedShot(1, 4_520_000));
        assertThat(step.parts()).allMatch(part -> part.signatures().count() == 0);
        assertThat(step.index()).isZero();
        harness.getOutput().clear();

        take(segment(1));

        step = only(Kind.SEGMENT);
        assertThat(times(step)).isEqualTo(LongStream.range(6, 16).boxed().toList());
        assertThat(step.index()).isEqualTo(1);
        assertThat(step.parts()).extracting(ObservedSegment::index).containsExactly(0, 1);
        assertThat(step.parts()).extracting(ObservedSegment::last).containsExactly(false, true);
        assertThat(step.shots()).containsExactly(new StartedShot(2, 9_000_000));
    }

    @Test
    void shotsGoOnAsTheyAreComplete() throws Exception {
        for (VideoStep step : life()) {
            take(step);
        }

        assertThat(shots())
                .extracting(s -> s.shot() + " " + s.startUs() / 1000 + "-" + s.endUs() / 1000)
                .containsExactly("0 0-4520", "1 4520-9000", "2 9000-19920", "3 19920-30000");
        assertThat(harness.extractOutputValues())
                .extracting(VideoStep::kind)
                .containsExactly(
                        Kind.OPENED,
                        Kind.FOUND,
                        Kind.SEGMENT,
                        Kind.FOUND,
                        Kind.SEGMENT,
                        Kind.FOUND,
                        Kind.SEGMENT,
                        Kind.FOUND,
                        Kind.SEGMENT,
                        Kind.ENDED);
        assertThat(metrics.count(DetectMetric.SHOTS)).isEqualTo(4);
        assertThat(metrics.count(DetectMetric.FRAMES_LET_GO)).isZero();
    }

    @Test
    void goesOnFromASnapshotAfterEachStep() throws Exception {
        List<VideoStep> whole = new ArrayList<>();
        for (VideoStep step : life()) {
            take(step);
            whole.addAll(harness.extractOutputValues());
            harness.getOutput().clear();
        }
        stop();
        start();

        List<VideoStep> pieces = new ArrayList<>();
        for (VideoStep step : life()) {
            take(step);
            pieces.addAll(harness.extractOutputValues());
            OperatorSubtaskState snapshot = harness.snapshot(1, 0);
            stop();
            harness = harness();
            harness.initializeState(snapshot);
            harness.open();
        }

        assertThat(pieces).usingRecursiveComparison().isEqualTo(whole);
    }

    /** Ten videos on one subtask go on, each on one of two. */
    @Test
    void goesOnRescaled() throws Exception {
        List<TestingSegments> videos =
                IntStream.range(0, 10).mapToObj(i -> segments.ofTenant("tenant" + i)).toList();
        OperatorSubtaskState snapshot;
        try (var whole = harness(1, 0)) {
            whole.open();
            for (TestingSegments video : videos) {
                whole.processElement(new StreamRecord<>(VideoStep.of(video.control(1, 2))));
                whole.processElement(new StreamRecord<>(segment(video, 0)));
            }
            snapshot = whole.snapshot(1, 0);
            assertThat(whole.numKeyedStateEntries()).isEqualTo(videos.size());
        }

        for (int subtask = 0; subtask < 2; subtask++) {
            try (var part = harness(2, subtask)) {
                part.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot, MAX_PARALLELISM, 1, 2, subtask));
                part.open();
                for (TestingSegments video : videos) {
                    String videoKey = video.control(1, 2).videoKey();
                    if (subtaskOf(videoKey) == subtask) {
                        part.processElement(new StreamRecord<>(segment(video, 1)));
                        part.processElement(
                                new StreamRecord<>(
                                        VideoStep.ended(videoKey, 1, TestingSegments.RUN)));
                        assertThat(
                                        part.extractOutputValues().stream()
                                                .filter(s -> s.kind() == Kind.FOUND)
                                                .filter(s -> s.videoKey().equals(videoKey))
                                                .map(s -> s.finding().shot().startUs()))
                                .containsExactly(4_520_000L, 9_000_000L, 19_920_000L);
                    }
                }
                assertThat(part.numKeyedStateEntries()).isZero();
            }
        }
    }

    private static int subtaskOf(String videoKey) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(videoKey, MAX_PARALLELISM, 2);
    }

    @Test
    void frameThatWaitedGoesOnBeforeAGapAndTheNumbersBehindIt() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(segment(0));
        harness.getOutput().clear();
        take(VideoStep.gap(key, 1, 1, WHY));

        List<VideoStep> steps = harness.extractOutputValues();
        assertThat(steps)
                .extracting(VideoStep::kind)
                .containsExactly(Kind.FOUND, Kind.FOUND, Kind.SEGMENT, Kind.GAP);
        assertThat(times(steps.get(2))).containsExactly(6L, 7L, 8L, 9L);
        assertThat(steps.get(2).index()).isZero();
        harness.getOutput().clear();

        take(segment(2));
        assertThat(only(Kind.SEGMENT).shots()).containsExactly(new StartedShot(3, 20_000_000));
    }

    @Test
    void whatBreaksOffGoesOnWhole() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        ObservedSegment broken = segments.withProblem(0, 10, WHY);
        take(VideoStep.segment(List.of(signed(broken))));

        assertThat(times(only(Kind.SEGMENT))).hasSize(10);
        assertThat(only(Kind.SEGMENT).parts().get(0).problem()).isEqualTo(WHY);
        assertThat(shots()).hasSize(3);
    }

    /** A pass that was repeated by another kind of decoder, or gave more frames than are signed. */
    @Test
    void framesWithoutSignaturesDoNotWait() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(segment(0));
        harness.getOutput().clear();
        take(VideoStep.segment(List.of(segments.whole(1))));

        assertThat(times(only(Kind.SEGMENT))).hasSize(14);
        assertThat(only(Kind.SEGMENT).shots()).containsExactly(new StartedShot(2, 9_000_000));
    }

    @Test
    void noMoreThanThatManyFramesWait() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        List<ObservedFrame> frames =
                IntStream.range(0, 3_000)
                        .mapToObj(i -> TestingSegments.frame(1_000L * i, ONE, List.of(), ""))
                        .toList();
        FrameSignatures some = TestingSignatures.of(0, 400_000, List.of());
        take(
                VideoStep.segment(
                        List.of(segments.showing(segments.whole(0), frames).withSignatures(some))));

        assertThat(times(only(Kind.SEGMENT))).hasSize(3_000 - ShotFinder.MOST_WAITING);
        assertThat(metrics.count(DetectMetric.FRAMES_LET_GO))
                .isEqualTo(3_000 - ShotFinder.MOST_WAITING);
    }

    @Test
    void holdsNothingOnceAVideoIsOverHoweverItEnds() throws Exception {
        List<VideoStep> ends =
                List.of(
                        VideoStep.ended(key, 1, TestingSegments.RUN),
                        VideoStep.of(segments.control(1, 3).failed(WHY)),
                        VideoStep.of(segments.removal(2)));
        for (VideoStep end : ends) {
            take(VideoStep.of(segments.control(1, 3)));
            take(segment(0));
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            take(end);
            assertThat(harness.numKeyedStateEntries()).as("after %s", end.kind()).isZero();
        }
    }

    /** Of a life that is over, or of a video that was open before this step was in the job. */
    @Test
    void stragglersGoOnAsTheyCame() throws Exception {
        List<VideoStep> steps =
                List.of(
                        VideoStep.segment(List.of(segments.whole(0))),
                        VideoStep.gap(key, 1, 1, WHY),
                        VideoStep.again(key, 2),
                        VideoStep.of(segments.queued(1, 5)),
                        VideoStep.ended(key, 1, TestingSegments.RUN));
        for (VideoStep step : steps) {
            take(step);
        }

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.extractOutputValues()).usingRecursiveComparison().isEqualTo(steps);
    }

    @Test
    void beginsAgainAtTheFirstNumberAsTheNextGeneration() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        take(segment(0));
        take(VideoStep.again(key, 2));
        harness.getOutput().clear();
        take(VideoStep.segment(List.of(segments.ofGeneration(signed(segments.whole(0)), 2))));
        take(VideoStep.ended(key, 2, TestingSegments.RUN));

        assertThat(shots()).extracting(Shot::shot).containsExactly(0, 1, 2);
        assertThat(shots()).extracting(Shot::generation).containsOnly(2L);
    }

    private List<VideoStep> life() {
        return List.of(
                VideoStep.of(segments.control(1, 3)),
                segment(0),
                segment(1),
                VideoStep.segment(List.of(segments.ending(signed(segments.whole(2))))),
                VideoStep.ended(key, 1, TestingSegments.RUN));
    }

    private VideoStep segment(int index) {
        return segment(segments, index);
    }

    private static VideoStep segment(TestingSegments of, int index) {
        return VideoStep.segment(List.of(signed(of.whole(index))));
    }

    private static ObservedSegment signed(ObservedSegment segment) {
        long startUs = segment.index() * 10_000_000L;
        return segment.withSignatures(TestingSignatures.of(startUs, startUs + 10_000_000, CUTS_US));
    }

    private void take(VideoStep step) throws Exception {
        harness.processElement(new StreamRecord<>(step));
    }

    private VideoStep only(Kind kind) {
        List<VideoStep> steps =
                harness.extractOutputValues().stream().filter(s -> s.kind() == kind).toList();
        assertThat(steps).hasSize(1);
        return steps.get(0);
    }

    private List<Shot> shots() {
        return harness.extractOutputValues().stream()
                .filter(step -> step.kind() == Kind.FOUND)
                .map(step -> step.finding().shot())
                .toList();
    }

    /** Of its frames, in seconds. */
    private static List<Long> times(VideoStep step) {
        return step.parts().stream()
                .flatMap(part -> part.frames().stream())
                .map(frame -> frame.ptsUs() / 1_000_000)
                .toList();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new DetectShots()),
                VideoStep::videoKey,
                Types.STRING,
                metrics.environment());
    }

    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness(
            int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new DetectShots()),
                VideoStep::videoKey,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }
}
