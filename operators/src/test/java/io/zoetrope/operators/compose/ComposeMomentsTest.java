package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.KeyFrameRemoval;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoStatus;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoControl;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeMomentsTest {
    private static final Problem DAMAGED = new Problem("decode", "damaged", "A hole.");

    private final TestingSegments segments = new TestingSegments();
    private KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoControl, ObservedSegment, IndexChange>
            harness;

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
    void writesMomentsInOrderWhateverOrderSegmentsComeIn() throws Exception {
        for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(1, 2, 0))) {
            restart();
            open(3);
            for (int index : order) {
                see(segments.whole(index));
            }
            assertThat(changes())
                    .containsExactly(
                            "INDEXING 0/3",
                            "moment 0-10000",
                            "moment 10000-20000",
                            "moment 20000-30000",
                            "READY 3/3");
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void takesSegmentsThatComeBeforeTheirVideo() throws Exception {
        see(segments.whole(0));
        open(1);

        assertThat(changes()).containsExactly("INDEXING 0/1", "moment 0-10000", "READY 1/1");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void joinsPartsOfASegment() throws Exception {
        open(1);
        see(segments.part(0, 1, true, 5, 10));
        see(segments.part(0, 0, false, 0, 5));

        assertThat(changes()).containsExactly("INDEXING 0/1", "moment 0-10000", "READY 1/1");
    }

    @Test
    void writesEveryFrameToTheArchiveOnce() throws Exception {
        open(2);
        see(segments.whole(1));
        see(segments.whole(0));

        assertThat(harness.getSideOutput(SideOutputs.FRAMES))
                .extracting(StreamRecord::getValue)
                .extracting(FrameRecord::ptsUs)
                .hasSize(20)
                .isSorted();
    }

    @Test
    void endsPartialWhereASegmentHasAProblem() throws Exception {
        open(2);
        see(segments.withProblem(0, 4, DAMAGED));
        see(segments.whole(1));

        assertThat(changes())
                .containsExactly(
                        "INDEXING 0/2",
                        "moment 0-4000",
                        "moment 10000-20000",
                        "PARTIAL 2/2 damaged");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void failsWithOneDeadLetterWhereNothingCouldBeSeen() throws Exception {
        open(2);
        see(segments.withProblem(0, 0, DAMAGED));
        see(segments.withProblem(1, 0, DAMAGED));

        assertThat(changes()).containsExactly("INDEXING 0/2", "FAILED 2/2 damaged");
        assertThat(deadLetters()).containsExactly("damaged");
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void failsAVideoThatNeverOpened() throws Exception {
        control(segments.control(1, 0).failed(new Problem("probe", "not_a_video", "A text.")));

        assertThat(changes()).containsExactly("FAILED 0/0 not_a_video");
        assertThat(deadLetters()).containsExactly("not_a_video");
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void dropsWhatComesAfterARemoval() throws Exception {
        open(2);
        see(segments.whole(0));
        control(segments.removal(2));
        see(segments.whole(1));

        assertThat(changes()).containsExactly("INDEXING 0/2", "removal");
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void takesPicturesAwayWithTheVideoAndAgainAfterAStraggler() throws Exception {
        open(3);
        control(segments.removal(2));
        assertThat(removals()).containsExactly(segments.pictures(2));
        see(segments.part(0, 0, false, 0, 5));
        assertThat(removals()).hasSize(1);
        see(segments.part(0, 1, true, 5, 10));

        assertThat(removals()).containsExactly(segments.pictures(2), segments.pictures(2));
        control(segments.control(2, 2));
        see(segments.whole(1));
        assertThat(removals()).hasSize(3).containsOnly(segments.pictures(2));
        assertThat(changes()).doesNotContain("READY 2/2");
    }

    @Test
    void keepsPicturesOfAVideoThatWasGivenUp() throws Exception {
        open(2);
        see(segments.whole(0));
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS);
        see(segments.whole(1));

        assertThat(deadLetters()).containsExactly("missing_segment");
        assertThat(removals()).isEmpty();
    }

    @Test
    void composesTheNextLifeOfAnId() throws Exception {
        open(2);
        see(segments.whole(1));
        control(segments.removal(2));
        control(segments.control(2, 1));
        see(segments.whole(0));
        see(segments.ofGeneration(segments.whole(0), 2));

        assertThat(changes())
                .containsExactly(
                        "INDEXING 0/2", "removal", "INDEXING 0/1", "moment 0-10000", "READY 1/1");
    }

    @Test
    void keepsTenantsApartThatGaveTheSameId() throws Exception {
        TestingSegments theirs = segments.ofTenant("other");
        open(1);
        control(theirs.control(9, 1));
        see(segments.whole(0));
        see(theirs.ofGeneration(theirs.whole(0), 9));

        assertThat(changes().stream().filter(change -> change.startsWith("READY"))).hasSize(2);
        assertThat(moments()).extracting(Moment::momentId).doesNotHaveDuplicates().hasSize(2);
        assertThat(moments())
                .extracting(moment -> moment.video().tenant())
                .containsExactly("default", "other");
        control(theirs.removal(10));
        assertThat(harness.extractOutputValues())
                .last()
                .extracting(IndexChange::videoKey)
                .isEqualTo(VideoIds.key("other", moments().get(0).video().videoId()));
    }

    @Test
    void givesUpOnAMissingSegment() throws Exception {
        open(3);
        see(segments.whole(0));
        see(segments.whole(2));
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS - 1);
        assertThat(changes()).doesNotContain("moment 20000-30000");

        harness.setProcessingTime(TestingSegments.GIVE_UP_MS);

        assertThat(changes())
                .containsExactly(
                        "INDEXING 0/3",
                        "moment 0-10000",
                        "moment 20000-30000",
                        "PARTIAL 3/3 missing_segment");
        assertThat(deadLetters()).containsExactly("missing_segment");
        see(segments.whole(1));
        assertThat(changes()).hasSize(4);
        harness.setProcessingTime(3 * TestingSegments.GIVE_UP_MS);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void waitsOnWhileSegmentsCome() throws Exception {
        open(3);
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS - 1);
        see(segments.whole(0));
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS + 5);

        assertThat(deadLetters()).isEmpty();
        harness.setProcessingTime(2 * TestingSegments.GIVE_UP_MS);
        assertThat(deadLetters()).containsExactly("missing_segment");
    }

    @Test
    void forgetsSegmentsWhoseVideoNeverComes() throws Exception {
        see(segments.whole(0));
        harness.setProcessingTime(TestingSegments.GIVE_UP_MS);

        assertThat(changes()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void goesOnAfterARestoreAsIfThereHadBeenNone() throws Exception {
        open(3);
        see(segments.whole(2));
        see(segments.whole(0));
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        List<String> before = changes();
        harness.close();

        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        // The job was away for longer than it waits for a segment.
        harness.setProcessingTime(2 * TestingSegments.GIVE_UP_MS);
        see(segments.whole(1));

        assertThat(before).containsExactly("INDEXING 0/3");
        assertThat(changes())
                .containsExactly(
                        "moment 0-10000", "moment 10000-20000", "moment 20000-30000", "READY 3/3");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void tellsProgressAtMostEverySoOften() throws Exception {
        open(20);
        for (int index = 0; index < 19; index++) {
            harness.setProcessingTime(index * 100L);
            see(segments.whole(index));
        }

        assertThat(changes().stream().filter(change -> change.startsWith("INDEXING")))
                .hasSizeBetween(3, 5);
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    private void open(int total) throws Exception {
        control(segments.control(1, total));
    }

    private void control(VideoControl control) throws Exception {
        harness.processElement1(new StreamRecord<>(control));
    }

    private void see(ObservedSegment segment) throws Exception {
        harness.processElement2(new StreamRecord<>(segment));
    }

    private List<String> changes() {
        return harness.extractOutputValues().stream().map(ComposeMomentsTest::describe).toList();
    }

    private List<KeyFrameRemoval> removals() {
        var removals = harness.getSideOutput(SideOutputs.KEY_FRAME_REMOVALS);
        return removals == null
                ? List.of()
                : removals.stream().map(StreamRecord::getValue).toList();
    }

    private List<Moment> moments() {
        return harness.extractOutputValues().stream()
                .map(IndexChange::moment)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> deadLetters() {
        var letters = harness.getSideOutput(SideOutputs.DEAD_LETTERS);
        return letters == null
                ? List.of()
                : letters.stream()
                        .map(StreamRecord::getValue)
                        .map(DeadLetter::problem)
                        .map(Problem::reason)
                        .toList();
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

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoControl, ObservedSegment, IndexChange>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new ComposeMoments(TestingSegments.OPTIONS)),
                VideoControl::videoKey,
                ObservedSegment::videoKey,
                Types.STRING);
    }
}
