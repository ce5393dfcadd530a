package io.zoetrope.operators.keep;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.admit.VideoChange;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whichever of the two ways ends last, the document says both. */
class KeepPlaybackTest {
    private static final long GENERATION = 7;
    private static final Playback PLAYABLE = new Playback(10, 0, null, List.of());
    private static final Playback COMPLETE = new Playback(10, 20, null, List.of());

    private final VideoArrival arrival = new TestingVideos().arrival("v1");

    @AutoClose
    private KeyedOneInputStreamOperatorTestHarness<String, VideoReport, IndexChange> harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @Test
    void theLastStatusComesAgainIfPlaybackEndsLater() throws Exception {
        open(arrival);
        tell(PLAYABLE);
        end();
        assertThat(last().state()).isEqualTo(IndexingState.FAILED);
        assertThat(last().playback()).isEqualTo(PLAYABLE);

        goOnFromASnapshot();
        tell(COMPLETE);
        assertThat(last().state()).isEqualTo(IndexingState.FAILED);
        assertThat(last().playback()).isEqualTo(COMPLETE);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void theLastStatusHasItIfPlaybackEndedBefore() throws Exception {
        open(arrival);
        tell(COMPLETE);
        end();
        assertThat(last().playback()).isEqualTo(COMPLETE);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void aFailureOfPlaybackIsADeadLetterAndNoMore() throws Exception {
        open(arrival);
        Problem why = Problem.of(Stage.PACKAGE, Reason.DECODER_CRASH, "twice");
        tell(Playback.failed(why));
        assertThat(last().playback().problem()).isEqualTo(why);
        assertThat(last().error()).isNull();
        assertThat(harness.getSideOutput(SideOutputs.DEAD_LETTERS))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getValue().problem()).isEqualTo(why));
    }

    /** So that it is done again if it is sent again. */
    @Test
    void admissionHearsOfAVideoThatIsReadyOnceItsPlaybackIsOver() throws Exception {
        Problem why = Problem.of(Stage.PACKAGE, Reason.DECODER_CRASH, "twice");
        ready();
        assertThat(concluded()).containsExactly((IndexingState) null);
        goOnFromASnapshot();
        tell(Playback.failed(why));
        assertThat(concluded()).containsExactly(IndexingState.FAILED);
        assertThat(last().state()).as("it is searchable").isEqualTo(IndexingState.READY);

        restart();
        ready();
        tell(COMPLETE);
        assertThat(concluded()).containsExactly(null, IndexingState.READY);

        restart();
        open(arrival);
        tell(Playback.failed(why));
        progress();
        end();
        assertThat(concluded()).containsExactly(IndexingState.FAILED);

        restart();
        ready();
        tell(new Playback(1, 2, null, List.of()));
        assertThat(concluded()).containsExactly(null, IndexingState.READY);
    }

    private void ready() throws Exception {
        open(arrival);
        progress();
        end();
        assertThat(last().state()).isEqualTo(IndexingState.READY);
    }

    private void progress() throws Exception {
        harness.processElement(
                VideoReport.progress(arrival.video().key(), GENERATION, 1, 25, 1_000_000, null), 0);
    }

    /** How the video ended, as admission is told; null if it is not told yet. */
    private List<IndexingState> concluded() {
        List<IndexingState> states = new ArrayList<>();
        harness.getSideOutput(SideOutputs.SEGMENTS_DONE)
                .forEach(told -> states.add(told.getValue().state()));
        return states;
    }

    private void restart() throws Exception {
        harness.close();
        start();
    }

    @Test
    void whatIsToldOfPlaybackBeforeTheVideoOpensIsKept() throws Exception {
        Problem why = Problem.of(Stage.PACKAGE, Reason.DECODER_CRASH, "twice");
        tell(PLAYABLE);
        tell(Playback.failed(why));
        goOnFromASnapshot();
        open(arrival);
        assertThat(last().playback().problem()).isEqualTo(why);
        assertThat(harness.getSideOutput(SideOutputs.DEAD_LETTERS))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(letter.getValue().event().value())
                                        .isEqualTo(arrival.event().value()));
        end();
        assertThat(last().playback().problem()).isEqualTo(why);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void isKeptForTheLifeThatItIsOf() throws Exception {
        tell(COMPLETE);
        open(arrival, GENERATION - 1);
        assertThat(last().playback()).isEqualTo(Playback.NONE);
        open(arrival);
        end();
        assertThat(last().playback()).isEqualTo(COMPLETE);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void isForgottenWithItsRemovalAndIfItsVideoNeverOpens() throws Exception {
        tell(COMPLETE);
        remove(GENERATION);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        remove(GENERATION + 1);
        assertThat(harness.numKeyedStateEntries()).isZero();

        tell(COMPLETE);
        harness.setProcessingTime(harness.getProcessingTime() + 3_600_000);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void playbackOfAnotherLifeIsNotOurs() throws Exception {
        open(arrival);
        harness.processElement(
                VideoReport.of(
                        VideoChange.playback(
                                VideoArrival.ofVideo(arrival.video()), GENERATION - 1, COMPLETE)),
                0);
        end();
        assertThat(last().playback()).isEqualTo(Playback.NONE);
    }

    @Test
    void indexingThatBeginsAgainChangesNothingForPlayback() throws Exception {
        open(arrival);
        harness.processElement(VideoReport.again(arrival.video().key(), GENERATION + 1), 0);
        tell(COMPLETE);
        end(GENERATION + 1);
        assertThat(last().generation()).isEqualTo(GENERATION + 1);
        assertThat(last().playback()).isEqualTo(COMPLETE);
    }

    @Test
    void anArrivalThatWantsNoneIsForgottenAtItsEnd() throws Exception {
        open(arrival.withDescription(arrival.description(), arrival.limits().played(false)));
        end();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private void goOnFromASnapshot() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        long nowMs = harness.getProcessingTime();
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        harness.setProcessingTime(nowMs);
    }

    private void remove(long generation) throws Exception {
        harness.processElement(
                VideoReport.of(
                        VideoChange.removed(VideoArrival.ofVideo(arrival.video()), generation)),
                0);
    }

    private void open(VideoArrival which) throws Exception {
        open(which, GENERATION);
    }

    private void open(VideoArrival which, long generation) throws Exception {
        KeyFrameIndex keys = new KeyFrameIndex(new long[] {0}, new long[0]);
        harness.processElement(
                VideoReport.of(
                        VideoChange.opened(which, generation, TestingVideos.MEDIA, keys)
                                .planned(1)),
                0);
    }

    /** A little later: statuses are not written at every step. */
    private void tell(Playback told) throws Exception {
        harness.processElement(
                VideoReport.of(
                        VideoChange.playback(
                                VideoArrival.ofVideo(arrival.video()), GENERATION, told)),
                0);
        harness.setProcessingTime(harness.getProcessingTime() + 1_000);
    }

    private void end() throws Exception {
        end(GENERATION);
    }

    private void end(long generation) throws Exception {
        harness.processElement(VideoReport.ended(arrival.video().key(), generation, 0), 0);
    }

    private VideoStatus last() {
        List<IndexChange> changes = harness.extractOutputValues();
        return changes.get(changes.size() - 1).status();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, VideoReport, IndexChange>
            harness() throws Exception {
        var made =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new KeepVideo(new KeepOptions(500, true))),
                        VideoReport::videoKey,
                        Types.STRING);
        made.setProcessingTime(1_000_000);
        return made;
    }
}
