package io.zoetrope.operators.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.TestingChain;
import io.zoetrope.operators.TestingSegments;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a segment that does not come is given up, and when not. */
class OrderSegmentsGapsTest {
    private static final long GIVE_UP_MS = TestingChain.GIVE_UP_MS;

    private final TestingSegments segments = new TestingSegments();
    @AutoClose private TestingOrder in;

    @BeforeEach
    void start() throws Exception {
        in = new TestingOrder();
    }

    /** A video that waits in line for longer than the give-up time loses nothing. */
    @Test
    void doesNotCountWaitingInLineAsSilence() throws Exception {
        in.open(2);
        in.harness.setProcessingTime(10 * GIVE_UP_MS);
        in.see(segments.whole(0));
        in.harness.setProcessingTime(20 * GIVE_UP_MS);
        in.see(segments.last(1));

        assertThat(in.steps()).containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void givesASegmentUpOnceALaterOneHasWaitedForIt() throws Exception {
        in.open(4);
        in.harness.setProcessingTime(10 * GIVE_UP_MS);
        in.see(segments.whole(2));
        in.harness.setProcessingTime(11 * GIVE_UP_MS - 1);
        assertThat(in.steps()).containsExactly("OPENED");

        in.harness.setProcessingTime(11 * GIVE_UP_MS);

        assertThat(in.steps()).containsExactly("OPENED", "GAP 0", "GAP 1", "SEGMENT 2");
        assertThat(in.gapProblem(1).reason()).isEqualTo("missing_segment");
        in.see(segments.last(3));
        assertThat(in.steps()).endsWith("SEGMENT 3", "ENDED");
    }

    @Test
    void givesEachGapItsOwnTime() throws Exception {
        in.open(5);
        in.see(segments.whole(1));
        in.see(segments.whole(3));
        in.harness.setProcessingTime(GIVE_UP_MS - 1);
        in.see(segments.whole(0));
        assertThat(in.steps()).containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1");

        in.harness.setProcessingTime(2 * GIVE_UP_MS - 2);
        assertThat(in.steps()).hasSize(3);
        in.harness.setProcessingTime(2 * GIVE_UP_MS - 1);

        assertThat(in.steps()).endsWith("GAP 2", "SEGMENT 3");
    }

    /** It may wait there for its store, or for its turn, for longer than any gap may last. */
    @Test
    void doesNotCountTheTimeInWhichTheLineHoldsASegment() throws Exception {
        in.open(3);
        in.see(segments.whole(0));
        in.see(segments.last(2));
        in.harness.setProcessingTime(GIVE_UP_MS / 2);
        in.control(segments.held(1, true));
        in.harness.setProcessingTime(10 * GIVE_UP_MS);
        in.restore(in.harness.snapshot(1, 0), 20 * GIVE_UP_MS);
        in.harness.setProcessingTime(30 * GIVE_UP_MS);
        in.control(segments.held(1, true));
        in.harness.setProcessingTime(40 * GIVE_UP_MS);
        assertThat(in.steps()).isEmpty();

        in.control(segments.held(1, false));
        in.harness.setProcessingTime(41 * GIVE_UP_MS - 1);
        assertThat(in.steps()).as("its clock has begun anew").isEmpty();
        in.see(segments.whole(1));

        assertThat(in.steps()).containsExactly("SEGMENT 1", "SEGMENT 2", "ENDED");
    }

    @Test
    void givesASegmentUpThatTheLineHasSentAgainAndThatDoesNotCome() throws Exception {
        in.open(3);
        in.see(segments.last(1));
        in.control(segments.held(1, true));
        in.control(segments.held(7, true));
        in.harness.setProcessingTime(5 * GIVE_UP_MS);
        in.control(segments.held(1, false));
        in.harness.setProcessingTime(6 * GIVE_UP_MS);

        assertThat(in.steps()).containsExactly("OPENED", "GAP 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void givesNothingUpForASegmentOfWhichAPartIsMissing() throws Exception {
        in.open(2);
        in.see(segments.part(1, 0, false, 0, 5));
        in.harness.setProcessingTime(3 * GIVE_UP_MS);
        assertThat(in.steps()).containsExactly("OPENED");
        in.see(segments.ending(segments.part(1, 1, true, 5, 10)));
        in.harness.setProcessingTime(4 * GIVE_UP_MS);

        assertThat(in.steps()).containsExactly("OPENED", "GAP 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void doesNotCountTheTimeThatTheJobIsAway() throws Exception {
        in.open(2);
        in.see(segments.last(1));
        in.harness.setProcessingTime(GIVE_UP_MS - 1);
        in.restore(in.harness.snapshot(1, 0), 50 * GIVE_UP_MS);

        in.harness.setProcessingTime(51 * GIVE_UP_MS - 1);
        assertThat(in.steps()).isEmpty();
        in.harness.setProcessingTime(51 * GIVE_UP_MS);

        assertThat(in.steps()).containsExactly("GAP 0", "SEGMENT 1", "ENDED");
    }
}
