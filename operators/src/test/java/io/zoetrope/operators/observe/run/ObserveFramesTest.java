package io.zoetrope.operators.observe.run;

import static io.zoetrope.operators.observe.run.TestingObserving.DAMAGED;
import static io.zoetrope.operators.observe.run.TestingObserving.SIGNED;
import static io.zoetrope.operators.observe.run.TestingObserving.decoded;
import static io.zoetrope.operators.observe.run.TestingObserving.frame;
import static io.zoetrope.operators.observe.run.TestingObserving.meanwhile;
import static io.zoetrope.operators.observe.run.TestingObserving.picture;
import static io.zoetrope.operators.observe.run.TestingObserving.segment;
import static io.zoetrope.operators.observe.run.TestingObserving.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.media.FramePicture;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.TestingAnalyser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes through: frames in order, each analyser its own pictures, barriers. */
@Timeout(60)
class ObserveFramesTest {
    private TestingObserving in;

    @BeforeEach
    void start() throws Exception {
        in = new TestingObserving();
    }

    @AfterEach
    void closesEveryAnalyserThatItOpened() throws Exception {
        in.close();
    }

    @Test
    void keepsFramesInOrderWhateverTheModelAnswersFirst() throws Exception {
        in.observe(segment(4, null, 1, 2, 3));
        TestingAnalyser.answer(3, 1, 2);
        in.harness.endInput();

        assertThat(in.harness.extractOutputValues()).hasSize(1);
        ObservedSegment observed = in.harness.extractOutputValues().get(0);
        assertThat(observed.frames()).containsExactly(frame(1), frame(2), frame(3));
        assertThat(observed.videoKey()).isEqualTo(video().key());
        assertThat(observed.generation()).isEqualTo(7);
        assertThat(observed.index()).isEqualTo(4);
        assertThat(observed.part()).isEqualTo(2);
        assertThat(observed.last()).isTrue();
        assertThat(observed.signatures().timesUs()).isEqualTo(SIGNED.timesUs());
        assertThat(observed.endUs()).isEqualTo(9_000_000);
        assertThat(observed.problem()).isNull();
        assertThat(observed.models()).isEqualTo(Map.of("visual", new ModelRef("visual", "1")));
    }

    @Test
    void aSegmentDoesNotWaitForASlowerOne() throws Exception {
        in.observe(segment(0, null, 1), segment(1, null, 2));
        assertThat(TestingAnalyser.ASKED).as("both in flight").containsExactly(1, 2);
        TestingAnalyser.answer(2, 1);
        in.harness.endInput();

        assertThat(in.indexes()).containsExactly(1, 0);
    }

    @Test
    void asksEachAnalyserAboutItsOwnPictureAndTheWholeFrame() throws Exception {
        in.restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        in.observe(segment(0, null, 5));
        TestingAnalyser.answer(5);
        in.harness.endInput();

        ObservedFrame seen = in.harness.extractOutputValues().get(0).frames().get(0);
        assertThat(seen.visual()).isEqualTo(TestingAnalyser.vector(5));
        assertThat(seen.detections())
                .extracting(Detection::label)
                .containsExactly("105 of 320x240");
    }

    @Test
    void eachAnalyserLooksAtFramesOfItsOwn() throws Exception {
        in.restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        DecodedFrame both = decoded(0, picture(1, "visual", "objects"));
        DecodedFrame onlyObjects = decoded(1, picture(2, "objects"));
        in.observe(DecodedSegment.last(segment(0), 0, List.of(both, onlyObjects), 9));
        TestingAnalyser.answer(1);
        in.harness.endInput();

        List<ObservedFrame> frames = in.harness.extractOutputValues().get(0).frames();
        assertThat(TestingAnalyser.ASKED).containsExactly(1);
        assertThat(frames)
                .extracting(frame -> frame.observations().keySet().stream().sorted().toList())
                .containsExactly(List.of("objects", "visual"), List.of("objects"));
        assertThat(frames.get(1).visual().dimension()).isZero();
    }

    /** Cut from the larger picture while it is at hand; the detection says where it lies. */
    @Test
    void picturesOfObjectsAreStored() throws Exception {
        in.restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        FramePicture large =
                new FramePicture(List.of("objects"), true, 32, 16, new byte[32 * 16 * 3]);
        DecodedFrame frame = decoded(3, picture(5, "objects"), large);
        DecodedFrame same = decoded(4, picture(5, "objects"), large);
        in.observe(DecodedSegment.last(segment(0), 0, List.of(frame, same), 9));
        in.harness.endInput();

        String path = Thumbnail.cropPathOf(video().key(), 3_000_000, 0);
        List<ObservedFrame> frames = in.harness.extractOutputValues().get(0).frames();
        assertThat(frames.get(0).detections()).extracting(Detection::picture).containsExactly(path);
        assertThat(frames.get(1).detections()).extracting(Detection::picture).containsExactly("");
        assertThat(in.harness.getSideOutput(SideOutputs.KEY_FRAMES))
                .singleElement()
                .satisfies(
                        record -> {
                            Thumbnail stored = record.getValue();
                            assertThat(stored.path()).isEqualTo(path);
                            assertThat(stored.generation()).isEqualTo(7);
                            BufferedImage image =
                                    ImageIO.read(new ByteArrayInputStream(stored.jpeg()));
                            assertThat(image.getWidth()).isEqualTo(32);
                            assertThat(image.getHeight()).isEqualTo(16);
                        });
    }

    @Test
    void passesASegmentWithoutFramesOnWithItsProblem() throws Exception {
        in.observe(segment(3, DAMAGED));
        in.harness.endInput();

        assertThat(TestingAnalyser.ASKED).isEmpty();
        assertThat(in.indexes()).containsExactly(3);
        ObservedSegment observed = in.harness.extractOutputValues().get(0);
        assertThat(observed.frames()).isEmpty();
        assertThat(observed.problem()).isEqualTo(DAMAGED);
        assertThat(observed.last()).isTrue();
    }

    @Test
    void keepsWhatOthersSawIfAnAnalyserCannotTakeAPicture() throws Exception {
        in.restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        DecodedFrame light = decoded(0, picture(1, "visual", "objects"));
        DecodedFrame dark = decoded(1, picture(2, "visual"), picture(-3, "objects"));
        in.observe(DecodedSegment.last(segment(6), 0, List.of(light, dark), 9));
        TestingAnalyser.answer(1, 2);
        in.harness.endInput();

        ObservedSegment observed = in.harness.extractOutputValues().get(0);
        assertThat(observed.frames())
                .extracting(ObservedFrame::visual)
                .containsExactly(TestingAnalyser.vector(1), TestingAnalyser.vector(2));
        assertThat(observed.frames().get(0).detections()).hasSize(1);
        assertThat(observed.frames().get(1).detections()).isEmpty();
        assertThat(observed.problem()).isNull();
        assertThat(observed.refusals())
                .containsExactly(
                        Problem.of(
                                Stage.OBSERVE,
                                Reason.CANNOT_BE_ANALYSED,
                                "Analyser 'objects', segment 6: It is dark."));
    }

    @Test
    void saysWhichAnalyserOfAnArrivalThereIsNot() throws Exception {
        in.restart(TestingAnalyser.encoder(), TestingAnalyser.detector());
        Segment asking = segment(6).forAnalysers(List.of("objects", "speech"));
        List<DecodedFrame> frames = List.of(decoded(0, picture(1, "objects")));
        in.observe(DecodedSegment.part(asking, 0, frames));
        in.observe(DecodedSegment.last(asking, 1, frames, 9));
        in.harness.endInput();

        assertThat(in.harness.extractOutputValues())
                .extracting(ObservedSegment::models)
                .allSatisfy(models -> assertThat(models).containsOnlyKeys("objects"));
        assertThat(in.harness.extractOutputValues().get(0).refusals()).isEmpty();
        assertThat(in.harness.extractOutputValues().get(1).refusals())
                .extracting(Problem::reason, Problem::detail)
                .containsExactly(
                        tuple(
                                "unknown_analyser",
                                "The arrival asks for analyser 'speech', which this job does not have."));
    }

    @Test
    void finishesAllThatItHoldsBeforeTheBarrierAndHasNoState() throws Exception {
        in.observe(segment(0, null, 1, 2), segment(1, DAMAGED, 3));
        TestingAnalyser.answer(1);
        meanwhile(() -> TestingAnalyser.answer(3, 2));
        in.harness.prepareSnapshotPreBarrier(1);

        assertThat(in.indexes()).as("before the barrier").containsExactly(1, 0);
        OperatorSubtaskState snapshot = in.harness.snapshot(1, 0);
        assertThat(snapshot.hasState()).isFalse();
        in.harness.close();

        in.harness = in.unopened(TestingObserving.OPTIONS, TestingAnalyser.encoder());
        in.harness.initializeState(snapshot);
        in.harness.open();
        in.observe(segment(2, null, 4));
        TestingAnalyser.answer(4);
        in.harness.endInput();
        assertThat(TestingAnalyser.ASKED).as("none is asked about again").hasSize(4);
        assertThat(in.indexes()).containsExactly(2);
    }

    @Test
    void holdsNoMoreThanItMayAndLetsOthersLeaveMeanwhile() throws Exception {
        in.observe(segment(0, null, 1), segment(1, null, 2));
        meanwhile(() -> TestingAnalyser.answer(2));
        in.observe(segment(2, null, 3));

        assertThat(in.indexes()).as("one had to leave").containsExactly(1);
        TestingAnalyser.answer(1, 3);
        in.harness.endInput();
        assertThat(in.indexes()).containsExactly(1, 0, 2);
    }

    @Test
    void holdsNoMoreBytesThanItMayUnlessItIsOneRecord() throws Exception {
        in.restart(new ObserveOptions(8, 1, 60_000), TestingAnalyser.encoder());
        in.observe(segment(0, null, 1));
        meanwhile(() -> TestingAnalyser.answer(1));
        in.observe(segment(1, null, 2));

        assertThat(in.indexes()).as("the first had to leave").containsExactly(0);
        meanwhile(() -> TestingAnalyser.answer(2));
        in.observe(segment(2, null, 3));
        assertThat(in.indexes()).as("and the second").containsExactly(0, 1);
        TestingAnalyser.answer(3);
        in.harness.endInput();
    }

    @Test
    void copiesNoRecord() throws Exception {
        DecodedSegment given = segment(0, null, 1);
        in.observe(given);

        assertThat(TestingAnalyser.lastRgb).isSameAs(given.frames().get(0).pictures().get(0).rgb());
        TestingAnalyser.answer(1);
        in.harness.endInput();
    }

    @Test
    void keepsTheRecordsTimestamp() throws Exception {
        in.harness.processElement(new StreamRecord<>(segment(0, null), 42));
        in.harness.endInput();

        assertThat(in.harness.getOutput())
                .singleElement()
                .isInstanceOfSatisfying(
                        StreamRecord.class, left -> assertThat(left.getTimestamp()).isEqualTo(42));
    }

    @Test
    void tellsTheLargestRecord() throws Exception {
        in.observe(segment(0, null, 1, 2), segment(1, null, 3));
        TestingAnalyser.answer(1, 2, 3);
        in.harness.endInput();

        long largest =
                in.harness.extractOutputValues().stream()
                        .mapToLong(ObservedSegment::bytes)
                        .max()
                        .getAsLong();
        assertThat(in.largestRecord()).isEqualTo(largest).isPositive();
    }
}
