package io.zoetrope.operators.keep;

import static io.zoetrope.operators.keep.TestingKeeping.DAMAGED;
import static io.zoetrope.operators.keep.TestingKeeping.RUN;
import static io.zoetrope.operators.keep.TestingKeeping.SLOW;
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
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.operators.shots.ShotRules;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a video ends, and what is said of it then. */
class KeepVideoTest {
    @AutoClose private TestingKeeping keep;

    @BeforeEach
    void start() throws Exception {
        keep = new TestingKeeping();
    }

    @Test
    void addsReportsUpOverARestore() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 3)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, DAMAGED));
        keep.restore();
        keep.report(VideoReport.progress(keep.key, 1, 2, 7, 20_000_000, SLOW));
        keep.report(VideoReport.progress(keep.key, 1, 3, 10, 30_000_000, null));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        VideoStatus last = keep.last();
        assertThat(last.state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(last.segmentsDone()).isEqualTo(3);
        assertThat(last.error().reason()).isEqualTo("damaged");
        assertThat(last.error().detail()).contains("2 of 3 segments");
        assertThat(keep.letters())
                .singleElement()
                .extracting(DeadLetter::problem)
                .isEqualTo(last.error());
        assertThat(keep.harness().numKeyedStateEntries()).isZero();
    }

    /** The last status sweeps those that an earlier attempt left beyond the count. */
    @Test
    void passesShotsOnAndCountsThemOverARestore() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 1)));
        keep.report(VideoReport.finding(Finding.of(shot(0))));
        keep.restore();
        keep.report(VideoReport.finding(Finding.of(shot(1))));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, null));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().found().shots()).isEqualTo(2);
        assertThat(keep.harness().extractOutputValues())
                .extracting(IndexChange::shot)
                .contains(shot(1))
                .doesNotContain(shot(2));
    }

    private Shot shot(int number) {
        return new Shot(
                keep.segments.control(1, 1).arrival().video(),
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
        keep.report(VideoReport.of(keep.segments.control(1, 1)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, DAMAGED));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.letters().get(0).event())
                .usingRecursiveComparison()
                .isEqualTo(keep.segments.control(1, 1).arrival().event());
    }

    @Test
    void isFailedIfNothingWasSeenAndNoProblemWasMet() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 1)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 0, 0, null));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().state()).isEqualTo(IndexingState.FAILED);
        assertThat(keep.last().error().reason()).isEqualTo("no_frames");
        assertThat(keep.letters()).hasSize(1);
    }

    @Test
    void isPartialIfNoPictureWasSeenButSoundWasHeard() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 1)));
        keep.report(VideoReport.finding(Finding.of(heard())));
        keep.report(VideoReport.progress(keep.key, 1, 1, 0, 0, DAMAGED));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(keep.last().error()).isEqualTo(DAMAGED);
        assertThat(keep.last().found().sounds()).isOne();
    }

    private SoundWindow heard() {
        return new SoundWindow(
                keep.segments.control(1, 1).arrival().video(),
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
        keep.report(VideoReport.of(keep.segments.control(1, 2)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, null));
        keep.report(VideoReport.progress(keep.key, 1, 2, 0, 10_000_000, null));
        keep.report(VideoReport.progress(keep.key, 1, 1, 3, 10_000_000, null));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().state()).isEqualTo(IndexingState.READY);
        assertThat(keep.last().segmentsDone()).isEqualTo(2);
    }

    /** An open video whose planning fails later keeps what was composed. */
    @Test
    void isPartialIfItFailsAfterSomethingWasSeen() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 0)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, null));
        Problem tooLong = Problem.of(Stage.PLAN, Reason.TOO_LONG, "It goes on and on.");
        keep.report(VideoReport.of(keep.segments.control(1, 0).failed(tooLong)));

        assertThat(keep.last().state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(keep.last().error()).isEqualTo(tooLong);
        assertThat(keep.harness().numKeyedStateEntries()).isZero();
    }

    @Test
    void aRemovalInFlightLeavesNothing() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 3)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, null));
        keep.restore();
        keep.report(VideoReport.of(keep.segments.removal(2)));

        assertThat(keep.harness().extractOutputValues())
                .singleElement()
                .satisfies(change -> assertThat(change.removed()).isNotNull());
        assertThat(keep.harness().numKeyedStateEntries()).isZero();
    }

    @Test
    void theNextLifeBeginsAtNothing() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 3)));
        keep.report(VideoReport.progress(keep.key, 1, 2, 10, 10_000_000, DAMAGED));
        keep.report(VideoReport.of(keep.segments.control(2, 1)));
        keep.report(VideoReport.progress(keep.key, 2, 1, 10, 10_000_000, null));
        keep.report(VideoReport.ended(keep.key, 2, RUN));

        assertThat(keep.last().state()).isEqualTo(IndexingState.READY);
        assertThat(keep.last().segmentsDone()).isEqualTo(1);
        assertThat(keep.letters()).isEmpty();
    }

    @Test
    void isPartialIfTheDispatcherCutItShort() throws Exception {
        Problem tooLong = Problem.of(Stage.PLAN, Reason.TOO_LONG, "It goes on and on.");
        keep.report(VideoReport.of(keep.segments.control(1, 0)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, null));
        keep.report(VideoReport.of(keep.segments.counted(1, 1, tooLong)));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().error()).isEqualTo(tooLong);
        assertThat(keep.last().state()).isEqualTo(IndexingState.PARTIAL);
    }
}
