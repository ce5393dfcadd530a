package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.Problem;
import io.zoetrope.operators.SideOutputs;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class ComposeMomentsTest extends ComposeMomentsFixture {
    private static final Problem DAMAGED = new Problem("decode", "damaged", "A hole.");

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
}
