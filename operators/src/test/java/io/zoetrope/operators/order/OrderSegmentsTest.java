package io.zoetrope.operators.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.LargestRecord;
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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderSegmentsTest {
    private static final long GIVE_UP_MS = TestingChain.GIVE_UP_MS;
    private static final long REMEMBER_MS = TestingChain.REMEMBER_MS;

    private final TestingSegments segments = new TestingSegments();

    @AutoClose
    private KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, ObservedSegment, VideoStep>
            harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @Test
    void takesSegmentsThatComeBeforeTheirVideo() throws Exception {
        see(segments.last(0));
        open(1);

        assertThat(steps()).containsExactly("OPENED", "SEGMENT 0", "ENDED");
    }

    @Test
    void joinsPartsOfASegment() throws Exception {
        open(1);
        see(segments.ending(segments.part(0, 1, true, 5, 10)));
        assertThat(steps()).containsExactly("OPENED");
        see(segments.part(0, 0, false, 0, 5));

        assertThat(steps()).containsExactly("OPENED", "SEGMENT 0", "ENDED");
        assertThat(harness.extractOutputValues().get(1).parts())
                .extracting(ObservedSegment::part)
                .containsExactly(0, 1);
    }

    @Test
    void dropsWhatItHasHad() throws Exception {
        open(3);
        see(segments.whole(0));
        see(segments.whole(0));
        see(segments.last(2));
        see(segments.last(2));
        see(segments.whole(1));
        see(segments.whole(1));

        assertThat(steps())
                .containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1", "SEGMENT 2", "ENDED");
    }

    @Test
    void tellsTheLargestRecord() throws Exception {
        harness.close();
        TestingOperatorMetrics metrics = new TestingOperatorMetrics();
        harness = harness(new Measured(metrics));
        harness.open();
        ObservedSegment small = segments.part(0, 0, false, 0, 2);
        ObservedSegment large = segments.part(0, 1, false, 2, 9);
        see(large);
        see(small);

        assertThat(large.bytes()).isGreaterThan(small.bytes());
        assertThat(metrics.gauge(LargestRecord.METRIC)).isEqualTo(large.bytes());
    }

    /** What a container says of its length may be wrong. */
    @Test
    void goesOnPastWhatWasPlanned() throws Exception {
        open(1);
        see(segments.whole(0));
        see(segments.whole(1));
        see(segments.last(2));

        assertThat(steps())
                .containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1", "SEGMENT 2", "ENDED");
    }

    @Test
    void endsAsSoonAsAllThatTheDispatcherCountedHaveCome() throws Exception {
        open(0);
        see(segments.whole(0));
        control(segments.counted(1, 2, null));
        assertThat(steps()).containsExactly("OPENED", "SEGMENT 0", "COUNTED");
        see(segments.whole(1));

        assertThat(steps()).endsWith("SEGMENT 1", "ENDED");
    }

    @Test
    void endsAtTheSegmentInWhichTheVideoEnds() throws Exception {
        open(5);
        see(segments.whole(2));
        see(segments.whole(0));
        see(segments.last(1));

        assertThat(steps()).containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void endsAtASegmentThatStopsTheVideo() throws Exception {
        open(5);
        see(segments.stopping(0, Problem.of(Stage.DECODE, Reason.DECODER_CRASH, "It died twice.")));

        assertThat(steps()).containsExactly("OPENED", "SEGMENT 0", "ENDED");
    }

    @Test
    void passesThePlaceInLineOnWhileTheVideoIsOpen() throws Exception {
        control(segments.queued(1, 90_000));
        open(1);
        control(segments.queued(1, 60_000));
        see(segments.last(0));
        control(segments.queued(1, 0));

        assertThat(steps()).containsExactly("OPENED", "QUEUED", "SEGMENT 0", "ENDED");
    }

    /** A video that waits in line for longer than the give-up time loses nothing. */
    @Test
    void doesNotCountWaitingInLineAsSilence() throws Exception {
        open(2);
        harness.setProcessingTime(10 * GIVE_UP_MS);
        see(segments.whole(0));
        harness.setProcessingTime(20 * GIVE_UP_MS);
        see(segments.last(1));

        assertThat(steps()).containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void givesASegmentUpOnceALaterOneHasWaitedForIt() throws Exception {
        open(4);
        harness.setProcessingTime(10 * GIVE_UP_MS);
        see(segments.whole(2));
        harness.setProcessingTime(11 * GIVE_UP_MS - 1);
        assertThat(steps()).containsExactly("OPENED");

        harness.setProcessingTime(11 * GIVE_UP_MS);

        assertThat(steps()).containsExactly("OPENED", "GAP 0", "GAP 1", "SEGMENT 2");
        assertThat(gapProblem(1).reason()).isEqualTo("missing_segment");
        see(segments.last(3));
        assertThat(steps()).endsWith("SEGMENT 3", "ENDED");
    }

    @Test
    void givesEachGapItsOwnTime() throws Exception {
        open(5);
        see(segments.whole(1));
        see(segments.whole(3));
        harness.setProcessingTime(GIVE_UP_MS - 1);
        see(segments.whole(0));
        assertThat(steps()).containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1");

        harness.setProcessingTime(2 * GIVE_UP_MS - 2);
        assertThat(steps()).hasSize(3);
        harness.setProcessingTime(2 * GIVE_UP_MS - 1);

        assertThat(steps()).endsWith("GAP 2", "SEGMENT 3");
    }

    /** It may wait there for its store, or for its turn, for longer than any gap may last. */
    @Test
    void doesNotCountTheTimeInWhichTheLineHoldsASegment() throws Exception {
        open(3);
        see(segments.whole(0));
        see(segments.last(2));
        harness.setProcessingTime(GIVE_UP_MS / 2);
        control(segments.held(1, true));
        harness.setProcessingTime(10 * GIVE_UP_MS);
        restore(harness.snapshot(1, 0), 20 * GIVE_UP_MS);
        harness.setProcessingTime(30 * GIVE_UP_MS);
        control(segments.held(1, true));
        harness.setProcessingTime(40 * GIVE_UP_MS);
        assertThat(steps()).isEmpty();

        control(segments.held(1, false));
        harness.setProcessingTime(41 * GIVE_UP_MS - 1);
        assertThat(steps()).as("its clock has begun anew").isEmpty();
        see(segments.whole(1));

        assertThat(steps()).containsExactly("SEGMENT 1", "SEGMENT 2", "ENDED");
    }

    @Test
    void givesASegmentUpThatTheLineHasSentAgainAndThatDoesNotCome() throws Exception {
        open(3);
        see(segments.last(1));
        control(segments.held(1, true));
        control(segments.held(7, true));
        harness.setProcessingTime(5 * GIVE_UP_MS);
        control(segments.held(1, false));
        harness.setProcessingTime(6 * GIVE_UP_MS);

        assertThat(steps()).containsExactly("OPENED", "GAP 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void givesNothingUpForASegmentOfWhichAPartIsMissing() throws Exception {
        open(2);
        see(segments.part(1, 0, false, 0, 5));
        harness.setProcessingTime(3 * GIVE_UP_MS);
        assertThat(steps()).containsExactly("OPENED");
        see(segments.ending(segments.part(1, 1, true, 5, 10)));
        harness.setProcessingTime(4 * GIVE_UP_MS);

        assertThat(steps()).containsExactly("OPENED", "GAP 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void doesNotCountTheTimeThatTheJobIsAway() throws Exception {
        open(2);
        see(segments.last(1));
        harness.setProcessingTime(GIVE_UP_MS - 1);
        restore(harness.snapshot(1, 0), 50 * GIVE_UP_MS);

        harness.setProcessingTime(51 * GIVE_UP_MS - 1);
        assertThat(steps()).isEmpty();
        harness.setProcessingTime(51 * GIVE_UP_MS);

        assertThat(steps()).containsExactly("GAP 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void dropsWhatComesAfterARemoval() throws Exception {
        open(2);
        see(segments.whole(0));
        harness.setProcessingTime(5);
        control(segments.removal(2));
        restore(harness.snapshot(1, 0), 10);
        see(segments.whole(1));
        open(2);

        assertThat(steps()).isEmpty();
        harness.setProcessingTime(10 + REMEMBER_MS);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
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
    }

    /** The removal is remembered past the end of the life that followed it. */
    @Test
    void takesPicturesOfARemovedLifeAwayAlsoAfterTheNextOneEnded() throws Exception {
        open(2);
        control(segments.removal(2));
        control(segments.control(2, 1));
        see(segments.ofGeneration(segments.last(0), 2));
        assertThat(steps()).endsWith("ENDED");

        see(segments.whole(1));

        assertThat(removals()).containsExactly(segments.pictures(2), segments.pictures(2));
    }

    @Test
    void leavesPicturesOfAVideoThatEndedAlone() throws Exception {
        open(1);
        see(segments.last(0));
        see(segments.last(0));

        assertThat(removals()).isEmpty();
    }

    @Test
    void keepsSegmentsOfTheNextLifeThatComeBeforeIt() throws Exception {
        open(2);
        see(segments.ofGeneration(segments.last(0), 2));
        see(segments.whole(0));
        control(segments.removal(2));
        control(segments.control(2, 1));

        assertThat(steps())
                .containsExactly("OPENED", "SEGMENT 0", "REMOVED", "OPENED", "SEGMENT 0", "ENDED");
    }

    @Test
    void forgetsSegmentsWhoseVideoNeverComes() throws Exception {
        see(segments.whole(0));
        harness.setProcessingTime(REMEMBER_MS);

        assertThat(steps()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void aRemovalOfWhatNeverCameGoesOnAndIsForgotten() throws Exception {
        control(segments.removal(7));
        restore(harness.snapshot(1, 0), 0);
        harness.setProcessingTime(REMEMBER_MS);
        harness.setProcessingTime(2 * REMEMBER_MS);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    /** A checkpoint and a restore before each record that comes. */
    @Test
    void survivesTenReplacementsWhileItIsDecoded() throws Exception {
        for (int life = 1; life <= 10; life++) {
            restore(harness.snapshot(life, 0), life);
            control(segments.removal(life));
            control(segments.control(life, 3));
            restore(harness.snapshot(life, 0), life);
            see(segments.ofGeneration(segments.whole(0), life));
            see(segments.ofGeneration(segments.last(2), life));
            see(segments.ofGeneration(segments.whole(1), life - 1));
        }
        see(segments.ofGeneration(segments.whole(1), 10));

        assertThat(steps()).endsWith("SEGMENT 1", "SEGMENT 2", "ENDED");
        harness.setProcessingTime(10 + REMEMBER_MS);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void tellsTheDispatcherWhatHasComeAndHowFarItsVideoIs() throws Exception {
        open(4);
        see(segments.whole(1));
        see(segments.part(0, 0, false, 0, 5));
        see(segments.part(0, 1, true, 5, 10));
        see(segments.last(2));

        assertThat(told())
                .containsExactly("1 to -1, came 1", "1 to 1, came 0", "1 to 2, came 2, ended");
        assertThat(done(1).endUs()).isEqualTo(20_000_000);
        assertThat(done(1).run()).isEqualTo(TestingSegments.RUN);
    }

    @Test
    void tellsItAgainWhileTheVideoIsOpenAlsoAfterARestart() throws Exception {
        open(4);
        harness.setProcessingTime(100_000);
        assertThat(told()).isEmpty();
        see(segments.whole(0));
        harness.setProcessingTime(130_000);
        assertThat(told()).containsExactly("1 to 0, came 0", "1 to 0");
        restore(harness.snapshot(1, 0), 130_001);
        harness.setProcessingTime(160_000);

        assertThat(told()).containsExactly("1 to 0");
        see(segments.last(1));
        harness.setProcessingTime(300_000);
        assertThat(told()).hasSize(2).last().isEqualTo("1 to 1, came 1, ended");
    }

    /** The dispatcher sent it twice, so it has missed something. */
    @Test
    void tellsItAgainAtOnceIfASegmentComesTwice() throws Exception {
        open(4);
        see(segments.whole(0));
        see(segments.whole(1));
        see(segments.whole(0));
        see(segments.last(2));
        see(segments.last(2));

        assertThat(told())
                .endsWith("1 to 1, came 0", "1 to 2, came 2, ended", "1 to 2, came 2, ended");
    }

    @Test
    void freesThePlacesOfWhatNobodyWantsAnyMore() throws Exception {
        open(4);
        see(segments.whole(0));
        control(segments.removal(2));
        see(segments.whole(1));
        see(segments.ofGeneration(segments.whole(0), 2));

        assertThat(told()).endsWith("1 to -1, came 1, ended", "2 to -1, came 0");
        harness.setProcessingTime(REMEMBER_MS);
        assertThat(told()).last().isEqualTo("2 to 0, came 0, ended");
    }

    @Test
    void goesOnToTellAfterAGap() throws Exception {
        open(4);
        see(segments.whole(1));
        harness.setProcessingTime(GIVE_UP_MS);

        assertThat(told()).endsWith("1 to 1");
    }

    private List<String> told() {
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

    private SegmentDone done(int n) {
        return sent().get(n);
    }

    private List<SegmentDone> sent() {
        var sent = harness.getSideOutput(SideOutputs.SEGMENTS_DONE);
        return sent == null ? List.of() : sent.stream().map(StreamRecord::getValue).toList();
    }

    private void open(int total) throws Exception {
        control(segments.control(1, total));
    }

    private void control(VideoChange change) throws Exception {
        harness.processElement1(new StreamRecord<>(change));
    }

    private void see(ObservedSegment part) throws Exception {
        harness.processElement2(new StreamRecord<>(part));
    }

    private void restore(OperatorSubtaskState snapshot, long nowMs) throws Exception {
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.setProcessingTime(nowMs);
    }

    private List<String> steps() {
        return harness.extractOutputValues().stream()
                .map(step -> step.kind() + (step.index() < 0 ? "" : " " + step.index()))
                .toList();
    }

    private Problem gapProblem(int index) {
        return harness.extractOutputValues().stream()
                .filter(step -> step.kind() == VideoStep.Kind.GAP && step.index() == index)
                .findFirst()
                .orElseThrow()
                .problem();
    }

    private List<ThumbnailRemoval> removals() {
        var removals = harness.getSideOutput(SideOutputs.KEY_FRAME_REMOVALS);
        return removals == null
                ? List.of()
                : removals.stream().map(StreamRecord::getValue).toList();
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
