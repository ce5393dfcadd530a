package io.zoetrope.operators.shots;

import static io.zoetrope.operators.shots.TestingDetecting.WHY;
import static io.zoetrope.operators.shots.TestingDetecting.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.finding.Shot;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.order.VideoStep.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step alone: over snapshots, and over the lives of a video. */
class DetectShotsLivesTest {
    private static final int MAX_PARALLELISM = 16;

    @AutoClose private TestingDetecting detect;

    @BeforeEach
    void start() throws Exception {
        detect = new TestingDetecting();
    }

    @Test
    void goesOnFromASnapshotAfterEachStep() throws Exception {
        List<VideoStep> whole = new ArrayList<>();
        for (VideoStep step : detect.life()) {
            detect.take(step);
            whole.addAll(detect.harness().extractOutputValues());
            detect.harness().getOutput().clear();
        }
        detect.startAgain();

        List<VideoStep> pieces = new ArrayList<>();
        for (VideoStep step : detect.life()) {
            detect.take(step);
            pieces.addAll(detect.harness().extractOutputValues());
            detect.restore();
        }

        assertThat(pieces).usingRecursiveComparison().isEqualTo(whole);
    }

    /** Ten videos on one subtask go on, each on one of two. */
    @Test
    void goesOnRescaled() throws Exception {
        List<TestingSegments> videos =
                IntStream.range(0, 10)
                        .mapToObj(i -> detect.segments.ofTenant("tenant" + i))
                        .toList();
        OperatorSubtaskState snapshot;
        try (var whole = harness(1, 0)) {
            whole.open();
            for (TestingSegments video : videos) {
                whole.processElement(new StreamRecord<>(VideoStep.of(video.control(1, 2))));
                whole.processElement(new StreamRecord<>(TestingDetecting.segment(video, 0)));
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
                        part.processElement(new StreamRecord<>(TestingDetecting.segment(video, 1)));
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

    @Test
    void holdsNothingOnceAVideoIsOverHoweverItEnds() throws Exception {
        List<VideoStep> ends =
                List.of(
                        VideoStep.ended(detect.key, 1, TestingSegments.RUN),
                        VideoStep.of(detect.segments.control(1, 3).failed(WHY)),
                        VideoStep.of(detect.segments.removal(2)));
        for (VideoStep end : ends) {
            detect.take(VideoStep.of(detect.segments.control(1, 3)));
            detect.take(detect.segment(0));
            assertThat(detect.harness().numKeyedStateEntries()).isEqualTo(1);
            detect.take(end);
            assertThat(detect.harness().numKeyedStateEntries()).as("after %s", end.kind()).isZero();
        }
    }

    /** Of a life that is over, or of a video that was open before this step was in the job. */
    @Test
    void stragglersGoOnAsTheyCame() throws Exception {
        List<VideoStep> steps =
                List.of(
                        VideoStep.segment(List.of(detect.segments.whole(0))),
                        VideoStep.gap(detect.key, 1, 1, WHY),
                        VideoStep.again(detect.key, 2),
                        VideoStep.of(detect.segments.queued(1, 5)),
                        VideoStep.ended(detect.key, 1, TestingSegments.RUN));
        for (VideoStep step : steps) {
            detect.take(step);
        }

        assertThat(detect.harness().numKeyedStateEntries()).isZero();
        assertThat(detect.harness().extractOutputValues())
                .usingRecursiveComparison()
                .isEqualTo(steps);
    }

    @Test
    void beginsAgainAtTheFirstNumberAsTheNextGeneration() throws Exception {
        detect.take(VideoStep.of(detect.segments.control(1, 1)));
        detect.take(detect.segment(0));
        detect.take(VideoStep.again(detect.key, 2));
        detect.harness().getOutput().clear();
        detect.take(
                VideoStep.segment(
                        List.of(
                                detect.segments.ofGeneration(
                                        signed(detect.segments.whole(0)), 2))));
        detect.take(VideoStep.ended(detect.key, 2, TestingSegments.RUN));

        assertThat(detect.shots()).extracting(Shot::shot).containsExactly(0, 1, 2);
        assertThat(detect.shots()).extracting(Shot::generation).containsOnly(2L);
    }

    private static int subtaskOf(String videoKey) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(videoKey, MAX_PARALLELISM, 2);
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
