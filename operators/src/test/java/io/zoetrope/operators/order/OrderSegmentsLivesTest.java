package io.zoetrope.operators.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.TestingChain;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.admit.VideoChange;
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

    /** Most removals are of videos that ended days ago. */
    @Test
    void takesPicturesOnceIfNothingOfTheVideoCanBeOnItsWay() throws Exception {
        in.open(1);
        in.see(segments.last(0));
        in.harness.setProcessingTime(REMEMBER_MS);
        assertThat(in.harness.numKeyedStateEntries()).isZero();
        in.control(segments.removal(2));
        in.harness.setProcessingTime(3 * REMEMBER_MS);

        assertThat(in.removals()).containsExactly(segments.pictures(2));
        assertThat(in.harness.numKeyedStateEntries()).isZero();
    }

    /** Two addresses with one id, the later of which was taken in first. */
    @Test
    void aVideoThatIsOverBeforeItBeginsIsADeadLetterAndMayBeSentAgain() throws Exception {
        VideoChange late = segments.control(2, 2);
        in.control(segments.removal(3));
        in.control(late);

        assertThat(in.steps()).containsExactly("REMOVED");
        DeadLetter letter = in.letters().get(0);
        assertThat(letter.problem().stage()).isEqualTo("order");
        assertThat(letter.problem().reason()).isEqualTo("overtaken");
        assertThat(letter.problem().detail()).contains(late.arrival().video().uri());
        assertThat(letter.event().value()).isEqualTo(late.arrival().event().value());
        assertThat(letter.video()).isEqualTo(late.arrival().video());
        SegmentDone told = in.done(0);
        assertThat(told.kind()).isEqualTo(SegmentDone.Kind.CONCLUDED);
        assertThat(told.state()).isEqualTo(IndexingState.FAILED);
        assertThat(told.generation()).isEqualTo(2);

        in.see(segments.ofGeneration(segments.whole(0), 2));
        in.control(segments.queued(2, 5));
        assertThat(in.letters()).hasSize(1);
    }

    @Test
    void aVideoThatFailedBehindALaterLifeOfItsIdKeepsItsReason() throws Exception {
        Problem why = Problem.of(Stage.PROBE, Reason.NOT_A_VIDEO, "text");
        in.control(segments.control(3, 2));
        in.control(segments.control(2, 2).failed(why));

        assertThat(in.steps()).containsExactly("OPENED");
        assertThat(in.letters())
                .singleElement()
                .satisfies(each -> assertThat(each.problem()).isEqualTo(why));
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
