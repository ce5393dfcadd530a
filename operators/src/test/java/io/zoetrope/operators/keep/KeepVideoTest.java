package io.zoetrope.operators.keep;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Transition;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.status.VideoStage;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.shots.ShotRules;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepVideoTest {
    private static final Problem DAMAGED = new Problem("decode", "damaged", "A hole.");
    private static final long RUN = 77;
    private static final Problem SLOW =
            Problem.of(Stage.DECODE, Reason.DECODER_TIMEOUT, "It spins.");

    private final TestingSegments segments = new TestingSegments();
    private final String key = segments.control(1, 3).videoKey();

    @AutoClose
    private KeyedOneInputStreamOperatorTestHarness<String, VideoReport, IndexChange> harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @Test
    void addsReportsUpOverARestore() throws Exception {
        report(VideoReport.of(segments.control(1, 3)));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, DAMAGED));
        restore();
        report(VideoReport.progress(key, 1, 2, 7, 20_000_000, SLOW));
        report(VideoReport.progress(key, 1, 3, 10, 30_000_000, null));
        report(VideoReport.ended(key, 1, RUN));

        VideoStatus last = last();
        assertThat(last.state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(last.segmentsDone()).isEqualTo(3);
        assertThat(last.error().reason()).isEqualTo("damaged");
        assertThat(last.error().detail()).contains("2 of 3 segments");
        assertThat(letters())
                .singleElement()
                .extracting(DeadLetter::problem)
                .isEqualTo(last.error());
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    /** The last status sweeps those that an earlier attempt left beyond the count. */
    @Test
    void passesShotsOnAndCountsThemOverARestore() throws Exception {
        report(VideoReport.of(segments.control(1, 1)));
        report(VideoReport.finding(Finding.of(shot(0))));
        restore();
        report(VideoReport.finding(Finding.of(shot(1))));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, null));
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().found().shots()).isEqualTo(2);
        assertThat(harness.extractOutputValues())
                .extracting(IndexChange::shot)
                .contains(shot(1))
                .doesNotContain(shot(2));
    }

    private Shot shot(int number) {
        return new Shot(
                segments.control(1, 1).arrival().video(),
                1,
                number,
                number * 1_000_000L,
                (number + 1) * 1_000_000L,
                Transition.FADE,
                ShotRules.MODEL,
                0);
    }

    @Test
    void theDeadLetterOfAPartialVideoHoldsTheEventAsItCame() throws Exception {
        report(VideoReport.of(segments.control(1, 1)));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, DAMAGED));
        report(VideoReport.ended(key, 1, RUN));

        assertThat(letters().get(0).event())
                .usingRecursiveComparison()
                .isEqualTo(segments.control(1, 1).arrival().event());
    }

    @Test
    void isFailedIfNothingWasSeenAndNoProblemWasMet() throws Exception {
        report(VideoReport.of(segments.control(1, 1)));
        report(VideoReport.progress(key, 1, 1, 0, 0, null));
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().state()).isEqualTo(IndexingState.FAILED);
        assertThat(last().error().reason()).isEqualTo("no_frames");
        assertThat(letters()).hasSize(1);
    }

    @Test
    void isPartialIfNoPictureWasSeenButSoundWasHeard() throws Exception {
        report(VideoReport.of(segments.control(1, 1)));
        report(VideoReport.finding(Finding.of(heard())));
        report(VideoReport.progress(key, 1, 1, 0, 0, DAMAGED));
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(last().error()).isEqualTo(DAMAGED);
        assertThat(last().found().sounds()).isOne();
    }

    private SoundWindow heard() {
        return new SoundWindow(
                segments.control(1, 1).arrival().video(),
                1,
                0,
                ShotRules.MODEL,
                0,
                0,
                1_000_000,
                false,
                -20,
                null,
                List.of());
    }

    /** Its last segment comes again with frames that waited for what follows. */
    @Test
    void aSegmentThatComesAgainTakesNothingBack() throws Exception {
        report(VideoReport.of(segments.control(1, 2)));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, null));
        report(VideoReport.progress(key, 1, 2, 0, 10_000_000, null));
        report(VideoReport.progress(key, 1, 1, 3, 10_000_000, null));
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().state()).isEqualTo(IndexingState.READY);
        assertThat(last().segmentsDone()).isEqualTo(2);
    }

    /** An open video whose planning fails later keeps what was composed. */
    @Test
    void isPartialIfItFailsAfterSomethingWasSeen() throws Exception {
        report(VideoReport.of(segments.control(1, 0)));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, null));
        Problem tooLong = Problem.of(Stage.PLAN, Reason.TOO_LONG, "It goes on and on.");
        report(VideoReport.of(segments.control(1, 0).failed(tooLong)));

        assertThat(last().state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(last().error()).isEqualTo(tooLong);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void aRemovalInFlightLeavesNothing() throws Exception {
        report(VideoReport.of(segments.control(1, 3)));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, null));
        restore();
        report(VideoReport.of(segments.removal(2)));

        assertThat(harness.extractOutputValues())
                .singleElement()
                .satisfies(change -> assertThat(change.removed()).isNotNull());
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void theNextLifeBeginsAtNothing() throws Exception {
        report(VideoReport.of(segments.control(1, 3)));
        report(VideoReport.progress(key, 1, 2, 10, 10_000_000, DAMAGED));
        report(VideoReport.of(segments.control(2, 1)));
        report(VideoReport.progress(key, 2, 1, 10, 10_000_000, null));
        report(VideoReport.ended(key, 2, RUN));

        assertThat(last().state()).isEqualTo(IndexingState.READY);
        assertThat(last().segmentsDone()).isEqualTo(1);
        assertThat(letters()).isEmpty();
    }

    @Test
    void admissionHearsWhatBecameOfAVideo() throws Exception {
        report(VideoReport.of(segments.control(1, 2)));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, DAMAGED));
        assertThat(harness.getSideOutput(SideOutputs.SEGMENTS_DONE)).isNull();
        harness.setProcessingTime(2_500);
        report(VideoReport.ended(key, 1, RUN));

        assertThat(harness.getSideOutput(SideOutputs.SEGMENTS_DONE))
                .extracting(StreamRecord::getValue)
                .containsExactly(
                        SegmentDone.concluded(
                                segments.control(1, 2).arrival().video(),
                                1,
                                0,
                                RUN,
                                IndexingState.PARTIAL,
                                2_500));
    }

    /** Over a restore too: the last progress is reported though nothing follows it. */
    @Test
    void tellsProgressLaterThatCameTooSoon() throws Exception {
        report(VideoReport.of(segments.control(1, 3)));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, null));
        assertThat(last().segmentsDone()).isZero();
        restore();
        harness.setProcessingTime(499);
        assertThat(harness.extractOutputValues()).isEmpty();
        harness.setProcessingTime(500);

        assertThat(last().segmentsDone()).isEqualTo(1);
        harness.setProcessingTime(5_000);
        assertThat(harness.extractOutputValues()).hasSize(1);
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void saysWhereAVideoWaitsUntilItsFirstSegmentIsDone() throws Exception {
        report(VideoReport.of(segments.control(1, 3)));
        harness.setProcessingTime(1_000);
        report(VideoReport.of(segments.queued(1, 90_000)));
        assertThat(last().state()).isEqualTo(IndexingState.ARRIVED);
        assertThat(last().progress().queuePosition()).isEqualTo(90_000);
        harness.setProcessingTime(2_000);
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, null));

        assertThat(last().state()).isEqualTo(IndexingState.INDEXING);
        assertThat(last().progress().queuePosition()).isZero();
    }

    /** Whoever watches it sees what is done about it, how fast, and what went wrong. */
    @Test
    void saysHowTheWorkGoesOn() throws Exception {
        harness.setProcessingTime(10_000);
        report(VideoReport.of(segments.control(1, 3)));
        harness.setProcessingTime(20_000);
        report(VideoReport.of(segments.queued(1, 90_000)));
        assertThat(last().progress().stage()).isEqualTo(VideoStage.WAITING);
        assertThat(last().progress().realTimeFactor()).isZero();
        harness.setProcessingTime(25_000);
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, DAMAGED));
        assertThat(last().progress().stage()).isEqualTo(VideoStage.ANALYSING);
        assertThat(last().progress().realTimeFactor()).as("ten seconds in five").isEqualTo(2);
        assertThat(last().progress().lastProblem()).isEqualTo(DAMAGED);
        assertThat(last().error()).as("it is not over").isNull();
        restore();
        harness.setProcessingTime(30_000);
        report(VideoReport.progress(key, 1, 2, 10, 20_000_000, SLOW));
        assertThat(last().progress().lastProblem()).isEqualTo(SLOW);
        harness.setProcessingTime(60_000);
        report(VideoReport.progress(key, 1, 3, 10, 30_000_000, null));
        assertThat(last().progress().stage()).isEqualTo(VideoStage.WRITING);
        assertThat(last().progress().realTimeFactor()).isEqualTo(.75f);
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().progress().stage()).isEqualTo(VideoStage.DONE);
        assertThat(last().progress().lastProblem()).isEqualTo(SLOW);
        assertThat(last().error().reason()).as("the first").isEqualTo("damaged");
    }

    /** Its container said one segment, and it had three. */
    @Test
    void countsTheSegmentsThatThereWere() throws Exception {
        report(VideoReport.of(segments.control(1, 1)));
        harness.setProcessingTime(1_000);
        report(VideoReport.progress(key, 1, 2, 10, 10_000_000, null));
        assertThat(last().segmentsTotal()).isEqualTo(2);
        report(VideoReport.progress(key, 1, 3, 10, 30_000_000, null));
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().state()).isEqualTo(IndexingState.READY);
        assertThat(last().segmentsTotal()).isEqualTo(3);
    }

    /** Its container said 30 s, and its data end at 8. */
    @Test
    void isAsLongAsItTurnedOutToBe() throws Exception {
        report(VideoReport.of(segments.control(1, 3)));
        report(VideoReport.progress(key, 1, 1, 8, 8_000_000, null).ending(true));
        restore();
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().media().durationUs()).isEqualTo(8_000_000);
        assertThat(last().state()).isEqualTo(IndexingState.READY);
    }

    /** What was not read may be there. */
    @Test
    void keepsTheLengthThatItsContainerSaysIfItWasNotReadToItsEnd() throws Exception {
        report(VideoReport.of(segments.control(1, 3)));
        report(VideoReport.progress(key, 1, 1, 8, 8_000_000, SLOW));
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().media()).isEqualTo(segments.control(1, 3).media());
    }

    @Test
    void isPartialIfTheDispatcherCutItShort() throws Exception {
        Problem tooLong = Problem.of(Stage.PLAN, Reason.TOO_LONG, "It goes on and on.");
        report(VideoReport.of(segments.control(1, 0)));
        report(VideoReport.progress(key, 1, 1, 10, 10_000_000, null));
        report(VideoReport.of(segments.counted(1, 1, tooLong)));
        report(VideoReport.ended(key, 1, RUN));

        assertThat(last().error()).isEqualTo(tooLong);
        assertThat(last().state()).isEqualTo(IndexingState.PARTIAL);
    }

    private void report(VideoReport report) throws Exception {
        harness.processElement(new StreamRecord<>(report));
    }

    private void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
    }

    private VideoStatus last() {
        List<IndexChange> changes = harness.extractOutputValues();
        return changes.get(changes.size() - 1).status();
    }

    private List<DeadLetter> letters() {
        var letters = harness.getSideOutput(SideOutputs.DEAD_LETTERS);
        return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, VideoReport, IndexChange>
            harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new KeepVideo(new KeepOptions(500, false))),
                VideoReport::videoKey,
                Types.STRING);
    }
}
