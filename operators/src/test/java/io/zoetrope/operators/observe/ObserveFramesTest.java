package io.zoetrope.operators.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserveFramesTest {
    private static final long TIMEOUT_MS = 60_000;
    private static final int CAPACITY = 8;
    private static final long[] CUTS = {1_000_000};
    private static final Problem DAMAGED =
            Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A hole.");

    private OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> harness;

    @BeforeEach
    void start() throws Exception {
        TestingObservers.reset();
        harness = harness(false);
        harness.open();
    }

    @AfterEach
    void closesEveryModelThatItOpened() throws Exception {
        harness.close();
        assertThat(TestingObservers.closed).isEqualTo(TestingObservers.opened).isPositive();
    }

    @Test
    void keepsFramesInOrderWhateverTheModelAnswersFirst() throws Exception {
        observe(segment(4, null, 1, 2, 3));
        TestingObservers.answer(3, 1, 2);
        harness.endInput();

        assertThat(harness.extractOutputValues()).hasSize(1);
        ObservedSegment observed = harness.extractOutputValues().get(0);
        assertThat(observed.frames())
                .containsExactly(frame(1, List.of()), frame(2, List.of()), frame(3, List.of()));
        assertThat(observed.videoKey()).isEqualTo(video().key());
        assertThat(observed.generation()).isEqualTo(7);
        assertThat(observed.index()).isEqualTo(4);
        assertThat(observed.part()).isEqualTo(2);
        assertThat(observed.last()).isTrue();
        assertThat(observed.cutsUs()).isEqualTo(CUTS);
        assertThat(observed.endUs()).isEqualTo(9_000_000);
        assertThat(observed.problem()).isNull();
    }

    @Test
    void aSegmentDoesNotWaitForASlowerOne() throws Exception {
        observe(segment(0, null, 1), segment(1, null, 2));
        assertThat(TestingObservers.ASKED).as("both in flight").containsExactly(1, 2);
        TestingObservers.answer(2, 1);
        harness.endInput();

        assertThat(indexes()).containsExactly(1, 0);
    }

    @Test
    void asksTheDetectorAboutItsOwnPictureAndTheWholeFrame() throws Exception {
        harness.close();
        harness = harness(true);
        harness.open();
        observe(segment(0, null, 5));
        TestingObservers.answer(5);
        harness.endInput();

        assertThat(harness.extractOutputValues().get(0).frames().get(0).detections())
                .extracting(Detection::label)
                .containsExactly("105 of 320x240");
    }

    @Test
    void passesASegmentWithoutFramesOnWithItsProblem() throws Exception {
        observe(segment(3, DAMAGED));
        harness.endInput();

        assertThat(TestingObservers.ASKED).isEmpty();
        assertThat(indexes()).containsExactly(3);
        ObservedSegment observed = harness.extractOutputValues().get(0);
        assertThat(observed.frames()).isEmpty();
        assertThat(observed.problem()).isEqualTo(DAMAGED);
        assertThat(observed.last()).isTrue();
    }

    @Test
    void failsTheJobWhereAModelFails() throws Exception {
        harness.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
        observe(segment(0, null, 1, 2));
        TestingObservers.answer(1);
        TestingObservers.fail(2, new IllegalStateException("out of device memory"));
        harness.endInput();

        assertThat(harness.getEnvironment().getActualExternalFailureCause())
                .hasValueSatisfying(
                        failure ->
                                assertThat(failure)
                                        .hasRootCauseMessage("out of device memory")
                                        .hasRootCauseInstanceOf(IllegalStateException.class));
        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void asksAgainAfterARestoreAboutWhatWasInFlight() throws Exception {
        observe(segment(0, null, 1, 2), segment(1, DAMAGED, 3));
        TestingObservers.answer(1);
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        assertThat(harness.extractOutputValues()).isEmpty();
        TestingObservers.ASKED.clear();

        harness = harness(false);
        harness.initializeState(snapshot);
        harness.open();
        // Segments that are not done are kept as a set: theirs is no order.
        assertThat(TestingObservers.ASKED).containsExactlyInAnyOrder(1, 2, 3);
        observe(segment(2, null, 4));
        TestingObservers.answer(1, 2, 3, 4);
        harness.endInput();

        assertThat(indexes()).containsExactly(0, 1, 2);
        assertThat(harness.extractOutputValues().get(0).frames())
                .containsExactly(frame(1, List.of()), frame(2, List.of()));
        assertThat(harness.extractOutputValues().get(1).problem()).isEqualTo(DAMAGED);
    }

    private void observe(DecodedSegment... segments) throws Exception {
        for (DecodedSegment segment : segments) {
            harness.processElement(new StreamRecord<>(segment));
        }
    }

    private List<Integer> indexes() {
        return harness.extractOutputValues().stream().map(ObservedSegment::index).toList();
    }

    private static ObservedFrame frame(int picture, List<Detection> detections) {
        return new ObservedFrame(
                picture * 1_000_000L, TestingObservers.vector(picture), detections, key(picture));
    }

    private static DecodedSegment segment(int index, Problem problem, int... pictures) {
        Segment segment = Segment.of(video(), 7, index, 0, 10_000_000).ofTotal(9).sized(320, 240);
        List<DecodedFrame> frames =
                IntStream.of(pictures)
                        .mapToObj(
                                picture ->
                                        new DecodedFrame(
                                                picture * 1_000_000L,
                                                List.of(pixel(picture), pixel(picture + 100)),
                                                key(picture)))
                        .toList();
        return DecodedSegment.last(segment, 2, frames, CUTS, 9_000_000).withProblem(problem);
    }

    private static VideoRef video() {
        return new VideoRef("id", "tenant", "", TestingVideos.URI, "v1");
    }

    private static byte[] pixel(int first) {
        return new byte[] {(byte) first, 0, 0};
    }

    private static String key(int picture) {
        return picture + ".jpg";
    }

    private static OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> harness(
            boolean detecting) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(
                        new ObserveFrames(new TestingObservers(detecting)),
                        TIMEOUT_MS,
                        CAPACITY,
                        OutputMode.UNORDERED),
                TypeInformation.of(DecodedSegment.class)
                        .createSerializer(new SerializerConfigImpl()));
    }
}
