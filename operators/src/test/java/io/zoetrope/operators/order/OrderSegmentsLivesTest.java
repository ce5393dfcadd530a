package io.zoetrope.operators.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.TestingChain;
import io.zoetrope.operators.TestingSegments;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Removals, stragglers and the lives of one video after another. */
class OrderSegmentsLivesTest {
    private static final long REMEMBER_MS = TestingChain.REMEMBER_MS;

    private final TestingSegments segments = new TestingSegments();
    @AutoClose private TestingOrder in;

    @BeforeEach
    void start() throws Exception {
        in = new TestingOrder();
    }

    @Test
    void dropsWhatComesAfterARemoval() throws Exception {
        in.open(2);
        in.see(segments.whole(0));
        in.harness.setProcessingTime(5);
        in.control(segments.removal(2));
        in.restore(in.harness.snapshot(1, 0), 10);
        in.see(segments.whole(1));
        in.open(2);

        assertThat(in.steps()).isEmpty();
        in.harness.setProcessingTime(10 + REMEMBER_MS);
        assertThat(in.harness.numKeyedStateEntries()).isZero();
        assertThat(in.harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void takesPicturesAwayWithTheVideoAndAgainAfterAStraggler() throws Exception {
        in.open(3);
        in.control(segments.removal(2));
        assertThat(in.removals()).containsExactly(segments.pictures(2));
        in.see(segments.part(0, 0, false, 0, 5));
        assertThat(in.removals()).hasSize(1);
        in.see(segments.part(0, 1, true, 5, 10));

        assertThat(in.removals()).containsExactly(segments.pictures(2), segments.pictures(2));
        in.control(segments.control(2, 2));
        in.see(segments.whole(1));
        assertThat(in.removals()).hasSize(3).containsOnly(segments.pictures(2));
    }

    /** A decoder that fails half way through a segment tells nobody of its pictures. */
    @Test
    void takesPicturesOnceMoreBeforeARemovalIsForgotten() throws Exception {
        in.open(3);
        in.control(segments.removal(2));
        in.restore(in.harness.snapshot(1, 0), 10);
        assertThat(in.removals()).isEmpty();
        in.harness.setProcessingTime(REMEMBER_MS);
        in.harness.setProcessingTime(2 * REMEMBER_MS);

        assertThat(in.removals()).containsExactly(segments.pictures(2));
        assertThat(in.harness.numKeyedStateEntries()).isZero();
    }

    /** The removal is remembered past the end of the life that followed it. */
    @Test
    void takesPicturesOfARemovedLifeAwayAlsoAfterTheNextOneEnded() throws Exception {
        in.open(2);
        in.control(segments.removal(2));
        in.control(segments.control(2, 1));
        in.see(segments.ofGeneration(segments.last(0), 2));
        assertThat(in.steps()).endsWith("ENDED");

        in.see(segments.whole(1));

        assertThat(in.removals()).containsExactly(segments.pictures(2), segments.pictures(2));
    }

    @Test
    void leavesPicturesOfAVideoThatEndedAlone() throws Exception {
        in.open(1);
        in.see(segments.last(0));
        in.see(segments.last(0));

        assertThat(in.removals()).isEmpty();
    }

    @Test
    void keepsSegmentsOfTheNextLifeThatComeBeforeIt() throws Exception {
        in.open(2);
        in.see(segments.ofGeneration(segments.last(0), 2));
        in.see(segments.whole(0));
        in.control(segments.removal(2));
        in.control(segments.control(2, 1));

        assertThat(in.steps())
                .containsExactly("OPENED", "SEGMENT 0", "REMOVED", "OPENED", "SEGMENT 0", "ENDED");
    }

    @Test
    void forgetsSegmentsWhoseVideoNeverComes() throws Exception {
        in.see(segments.whole(0));
        in.harness.setProcessingTime(REMEMBER_MS);

        assertThat(in.steps()).isEmpty();
        assertThat(in.harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void aRemovalOfWhatNeverCameGoesOnAndIsForgotten() throws Exception {
        in.control(segments.removal(7));
        in.restore(in.harness.snapshot(1, 0), 0);
        in.harness.setProcessingTime(REMEMBER_MS);
        in.harness.setProcessingTime(2 * REMEMBER_MS);

        assertThat(in.harness.numKeyedStateEntries()).isZero();
        assertThat(in.harness.numProcessingTimeTimers()).isZero();
    }

    /** A checkpoint and a restore before each record that comes. */
    @Test
    void survivesTenReplacementsWhileItIsDecoded() throws Exception {
        for (int life = 1; life <= 10; life++) {
            in.restore(in.harness.snapshot(life, 0), life);
            in.control(segments.removal(life));
            in.control(segments.control(life, 3));
            in.restore(in.harness.snapshot(life, 0), life);
            in.see(segments.ofGeneration(segments.whole(0), life));
            in.see(segments.ofGeneration(segments.last(2), life));
            in.see(segments.ofGeneration(segments.whole(1), life - 1));
        }
        in.see(segments.ofGeneration(segments.whole(1), 10));

        assertThat(in.steps()).endsWith("SEGMENT 1", "SEGMENT 2", "ENDED");
        in.harness.setProcessingTime(10 + REMEMBER_MS);
        assertThat(in.harness.numKeyedStateEntries()).isZero();
    }
}
