package io.zoetrope.operators.keep;

import static io.zoetrope.operators.keep.TestingKeeping.DAMAGED;
import static io.zoetrope.operators.keep.TestingKeeping.RUN;
import static io.zoetrope.operators.keep.TestingKeeping.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.status.VideoStage;
import io.zoetrope.operators.SideOutputs;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a video while it is on its way, and how long it was. */
class KeepProgressTest {
    @AutoClose private TestingKeeping keep;

    @BeforeEach
    void start() throws Exception {
        keep = new TestingKeeping();
    }

    @Test
    void admissionHearsWhatBecameOfAVideo() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 2)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, DAMAGED));
        assertThat(keep.harness().getSideOutput(SideOutputs.SEGMENTS_DONE)).isNull();
        keep.harness().setProcessingTime(2_500);
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.harness().getSideOutput(SideOutputs.SEGMENTS_DONE))
                .extracting(StreamRecord::getValue)
                .containsExactly(
                        SegmentDone.concluded(
                                keep.segments.control(1, 2).arrival().video(),
                                1,
                                0,
                                RUN,
                                IndexingState.PARTIAL,
                                2_500));
    }

    /** Over a restore too: the last progress is reported though nothing follows it. */
    @Test
    void tellsProgressLaterThatCameTooSoon() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 3)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, null));
        assertThat(keep.last().segmentsDone()).isZero();
        keep.restore();
        keep.harness().setProcessingTime(499);
        assertThat(keep.harness().extractOutputValues()).isEmpty();
        keep.harness().setProcessingTime(500);

        assertThat(keep.last().segmentsDone()).isEqualTo(1);
        keep.harness().setProcessingTime(5_000);
        assertThat(keep.harness().extractOutputValues()).hasSize(1);
        assertThat(keep.harness().numProcessingTimeTimers()).isZero();
    }

    @Test
    void saysWhereAVideoWaitsUntilItsFirstSegmentIsDone() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 3)));
        keep.harness().setProcessingTime(1_000);
        keep.report(VideoReport.of(keep.segments.queued(1, 90_000)));
        assertThat(keep.last().state()).isEqualTo(IndexingState.ARRIVED);
        assertThat(keep.last().progress().queuePosition()).isEqualTo(90_000);
        keep.harness().setProcessingTime(2_000);
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, null));

        assertThat(keep.last().state()).isEqualTo(IndexingState.INDEXING);
        assertThat(keep.last().progress().queuePosition()).isZero();
    }

    /** Whoever watches it sees what is done about it, how fast, and what went wrong. */
    @Test
    void saysHowTheWorkGoesOn() throws Exception {
        keep.harness().setProcessingTime(10_000);
        keep.report(VideoReport.of(keep.segments.control(1, 3)));
        keep.harness().setProcessingTime(20_000);
        keep.report(VideoReport.of(keep.segments.queued(1, 90_000)));
        assertThat(keep.last().progress().stage()).isEqualTo(VideoStage.WAITING);
        assertThat(keep.last().progress().realTimeFactor()).isZero();
        keep.harness().setProcessingTime(25_000);
        keep.report(VideoReport.progress(keep.key, 1, 1, 10, 10_000_000, DAMAGED));
        assertThat(keep.last().progress().stage()).isEqualTo(VideoStage.ANALYSING);
        assertThat(keep.last().progress().realTimeFactor()).as("ten seconds in five").isEqualTo(2);
        assertThat(keep.last().progress().lastProblem()).isEqualTo(DAMAGED);
        assertThat(keep.last().error()).as("it is not over").isNull();
        keep.restore();
        keep.harness().setProcessingTime(30_000);
        keep.report(VideoReport.progress(keep.key, 1, 2, 10, 20_000_000, SLOW));
        assertThat(keep.last().progress().lastProblem()).isEqualTo(SLOW);
        keep.harness().setProcessingTime(60_000);
        keep.report(VideoReport.progress(keep.key, 1, 3, 10, 30_000_000, null));
        assertThat(keep.last().progress().stage()).isEqualTo(VideoStage.WRITING);
        assertThat(keep.last().progress().realTimeFactor()).isEqualTo(.75f);
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().progress().stage()).isEqualTo(VideoStage.DONE);
        assertThat(keep.last().progress().lastProblem()).isEqualTo(SLOW);
        assertThat(keep.last().error().reason()).as("the first").isEqualTo("damaged");
    }

    /** Its container said one segment, and it had three. */
    @Test
    void countsTheSegmentsThatThereWere() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 1)));
        keep.harness().setProcessingTime(1_000);
        keep.report(VideoReport.progress(keep.key, 1, 2, 10, 10_000_000, null));
        assertThat(keep.last().segmentsTotal()).isEqualTo(2);
        keep.report(VideoReport.progress(keep.key, 1, 3, 10, 30_000_000, null));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().state()).isEqualTo(IndexingState.READY);
        assertThat(keep.last().segmentsTotal()).isEqualTo(3);
    }

    /** Its container said 30 s, and its data end at 8. */
    @Test
    void isAsLongAsItTurnedOutToBe() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 3)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 8, 8_000_000, null).ending(true));
        keep.restore();
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().media().durationUs()).isEqualTo(8_000_000);
        assertThat(keep.last().state()).isEqualTo(IndexingState.READY);
    }

    /** What was not read may be there. */
    @Test
    void keepsTheLengthThatItsContainerSaysIfItWasNotReadToItsEnd() throws Exception {
        keep.report(VideoReport.of(keep.segments.control(1, 3)));
        keep.report(VideoReport.progress(keep.key, 1, 1, 8, 8_000_000, SLOW));
        keep.report(VideoReport.ended(keep.key, 1, RUN));

        assertThat(keep.last().media()).isEqualTo(keep.segments.control(1, 3).media());
    }
}
