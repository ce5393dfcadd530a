package io.zoetrope.operators.observe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.decode.SegmentSound;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.HeardWindow;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.observe.SoundAnalyser;
import io.zoetrope.operators.observe.TestingAnalyser;
import io.zoetrope.operators.observe.TestingListener;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link ObserveFrames} with analysers of sound. */
@Timeout(60)
class ListenToSegmentsTest {
    private OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> harness;

    @BeforeEach
    void start() throws Exception {
        TestingAnalyser.reset();
        TestingListener.reset();
        harness = unopened(new TestingListener("sound"), new TestingListener("speech"));
        harness.open();
    }

    @AfterEach
    void closesEveryListenerThatItOpened() throws Exception {
        harness.close();
        assertThat(TestingListener.closed).isEqualTo(TestingListener.opened).isPositive();
    }

    @Test
    void whatIsHeardComesOutBesideWhatIsSeen() throws Exception {
        observe(segment(3, sound(16_384)));
        TestingAnalyser.answer(1);
        TestingListener.answerAll();
        harness.endInput();

        ObservedSegment observed = observed();
        assertThat(observed.frames()).hasSize(1);
        assertThat(observed.sounds())
                .extracting(HeardWindow::loudnessDb)
                .containsExactly(0.5f, 0.5f);
        assertThat(observed.lines()).extracting(SaidLine::text).containsExactly("sound", "speech");
        assertThat(observed.models())
                .containsOnlyKeys("visual", "sound", "speech")
                .containsEntry("sound", new ModelRef("sound", "1"));
    }

    @Test
    void nobodyListensToASegmentWithoutSound() throws Exception {
        observe(segment(3, new SegmentSound(List.of())));
        TestingAnalyser.answer(1);
        harness.endInput();

        assertThat(TestingListener.asked()).isZero();
        assertThat(observed().sounds()).isEmpty();
    }

    @Test
    void oneThatCannotTakeTheSoundIsNamedAndTheOthersResultsStay() throws Exception {
        observe(segment(3, sound(-5)));
        TestingAnalyser.answer(1);
        harness.endInput();

        assertThat(observed().frames()).hasSize(1);
        assertThat(observed().sounds()).isEmpty();
        assertThat(observed().refusals())
                .containsExactly(
                        Problem.of(
                                Stage.OBSERVE,
                                Reason.CANNOT_BE_ANALYSED,
                                "Analyser 'sound', segment 3: It hurts."),
                        Problem.of(
                                Stage.OBSERVE,
                                Reason.CANNOT_BE_ANALYSED,
                                "Analyser 'speech', segment 3: It hurts."));
    }

    @Test
    void finishesListeningBeforeTheBarrierAndKeepsNoSamples() throws Exception {
        observe(segment(0, sound(1)));
        TestingAnalyser.answer(1);
        Thread waiting = Thread.currentThread();
        Thread other =
                new Thread(
                        () -> {
                            while (waiting.getState() == Thread.State.RUNNABLE) {
                                Thread.onSpinWait();
                            }
                            TestingListener.answerAll();
                        });
        other.setDaemon(true);
        other.start();
        harness.prepareSnapshotPreBarrier(1);

        assertThat(observed().sounds()).as("before the barrier").hasSize(2);
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        assertThat(snapshot.hasState()).isFalse();
        harness.close();

        harness = unopened(new TestingListener("sound"));
        harness.initializeState(snapshot);
        harness.open();
        observe(segment(1, sound(16_384)));
        TestingAnalyser.answer(1);
        TestingListener.answerAll();
        harness.endInput();
        assertThat(observed().sounds()).extracting(HeardWindow::loudnessDb).containsExactly(0.5f);
    }

    @Test
    void namesAreOfOneAnalyserOnly() {
        Analysers seeing = Analysers.of(TestingAnalyser.encoder());

        assertThatThrownBy(() -> seeing.hearing(new TestingListener(Analysers.VISUAL)))
                .hasMessageContaining("two analysers have the same name");
        assertThat(seeing.sounds()).isEmpty();
    }

    private ObservedSegment observed() {
        return harness.extractOutputValues().get(0);
    }

    private void observe(DecodedSegment segment) throws Exception {
        harness.processElement(new StreamRecord<>(segment));
    }

    private static SegmentSound sound(int first) {
        return new SegmentSound(List.of(new SoundPiece(0, new short[] {(short) first, 1})));
    }

    private static DecodedSegment segment(int index, SegmentSound sound) {
        VideoRef video = new VideoRef("id", "tenant", "", TestingVideos.URI, "v1");
        Segment segment = Segment.of(video, 7, index, Stretch.of(0, 10_000_000)).sized(320, 240);
        FramePicture picture = FramePicture.of(List.of("visual"), 1, 1, new byte[] {1, 0, 0});
        DecodedFrame frame = new DecodedFrame(0, List.of(picture), "");
        return DecodedSegment.last(segment, 0, List.of(frame), 10_000_000)
                .withSound(sound, List.of());
    }

    private static OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> unopened(
            SoundAnalyser... listeners) throws Exception {
        Analysers analysers = Analysers.of(TestingAnalyser.encoder()).hearing(listeners);
        return new OneInputStreamOperatorTestHarness<>(
                new ObserveFramesFactory(analysers, new ObserveOptions(2, 1 << 20, 60_000)),
                TypeInformation.of(DecodedSegment.class)
                        .createSerializer(new SerializerConfigImpl()));
    }
}
