package io.zoetrope.operators.shots;

import static io.zoetrope.operators.shots.TestingDetecting.WHY;
import static io.zoetrope.operators.shots.TestingDetecting.signed;
import static io.zoetrope.operators.shots.TestingDetecting.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Vector;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.TestingSignatures;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.order.VideoStep.Kind;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step alone: what goes on, and when. */
class DetectShotsTest {
    private static final Vector ONE = new Vector(new float[] {1});

    @AutoClose private TestingDetecting detect;

    @BeforeEach
    void start() throws Exception {
        detect = new TestingDetecting();
    }

    @Test
    void framesWaitUntilNoShotCanBeginBeforeThem() throws Exception {
        detect.take(VideoStep.of(detect.segments.control(1, 3)));
        detect.take(detect.segment(0));

        VideoStep step = detect.only(Kind.SEGMENT);
        // What is sampled every second: four seconds and a half and a look around are held.
        assertThat(times(step)).isEqualTo(LongStream.range(0, 6).boxed().toList());
        assertThat(step.shots())
                .containsExactly(new StartedShot(0, 0), new StartedShot(1, 4_520_000));
        assertThat(step.parts()).allMatch(part -> part.signatures().count() == 0);
        assertThat(step.index()).isZero();
        detect.harness().getOutput().clear();

        detect.take(detect.segment(1));

        step = detect.only(Kind.SEGMENT);
        assertThat(times(step)).isEqualTo(LongStream.range(6, 16).boxed().toList());
        assertThat(step.index()).isEqualTo(1);
        assertThat(step.parts()).extracting(ObservedSegment::index).containsExactly(0, 1);
        assertThat(step.parts()).extracting(ObservedSegment::last).containsExactly(false, true);
        assertThat(step.shots()).containsExactly(new StartedShot(2, 9_000_000));
    }

    @Test
    void shotsGoOnAsTheyAreComplete() throws Exception {
        for (VideoStep step : detect.life()) {
            detect.take(step);
        }

        assertThat(detect.shots())
                .extracting(s -> s.shot() + " " + s.startUs() / 1000 + "-" + s.endUs() / 1000)
                .containsExactly("0 0-4520", "1 4520-9000", "2 9000-19920", "3 19920-30000");
        assertThat(detect.harness().extractOutputValues())
                .extracting(VideoStep::kind)
                .containsExactly(
                        Kind.OPENED,
                        Kind.FOUND,
                        Kind.SEGMENT,
                        Kind.FOUND,
                        Kind.SEGMENT,
                        Kind.FOUND,
                        Kind.SEGMENT,
                        Kind.FOUND,
                        Kind.SEGMENT,
                        Kind.ENDED);
        assertThat(detect.metrics.count(DetectMetric.SHOTS)).isEqualTo(4);
        assertThat(detect.metrics.count(DetectMetric.FRAMES_LET_GO)).isZero();
    }

    @Test
    void frameThatWaitedGoesOnBeforeAGapAndTheNumbersBehindIt() throws Exception {
        detect.take(VideoStep.of(detect.segments.control(1, 3)));
        detect.take(detect.segment(0));
        detect.harness().getOutput().clear();
        detect.take(VideoStep.gap(detect.key, 1, 1, WHY));

        List<VideoStep> steps = detect.harness().extractOutputValues();
        assertThat(steps)
                .extracting(VideoStep::kind)
                .containsExactly(Kind.FOUND, Kind.FOUND, Kind.SEGMENT, Kind.GAP);
        assertThat(times(steps.get(2))).containsExactly(6L, 7L, 8L, 9L);
        assertThat(steps.get(2).index()).isZero();
        detect.harness().getOutput().clear();

        detect.take(detect.segment(2));
        assertThat(detect.only(Kind.SEGMENT).shots())
                .containsExactly(new StartedShot(3, 20_000_000));
    }

    @Test
    void whatBreaksOffGoesOnWhole() throws Exception {
        detect.take(VideoStep.of(detect.segments.control(1, 3)));
        ObservedSegment broken = detect.segments.withProblem(0, 10, WHY);
        detect.take(VideoStep.segment(List.of(signed(broken))));

        assertThat(times(detect.only(Kind.SEGMENT))).hasSize(10);
        assertThat(detect.only(Kind.SEGMENT).parts().get(0).problem()).isEqualTo(WHY);
        assertThat(detect.shots()).hasSize(3);
    }

    /** A pass that was repeated by another kind of decoder, or gave more frames than are signed. */
    @Test
    void framesWithoutSignaturesDoNotWait() throws Exception {
        detect.take(VideoStep.of(detect.segments.control(1, 3)));
        detect.take(detect.segment(0));
        detect.harness().getOutput().clear();
        detect.take(VideoStep.segment(List.of(detect.segments.whole(1))));

        assertThat(times(detect.only(Kind.SEGMENT))).hasSize(14);
        assertThat(detect.only(Kind.SEGMENT).shots())
                .containsExactly(new StartedShot(2, 9_000_000));
    }

    @Test
    void noMoreThanThatManyFramesWait() throws Exception {
        detect.take(VideoStep.of(detect.segments.control(1, 1)));
        List<ObservedFrame> frames =
                IntStream.range(0, 3_000)
                        .mapToObj(i -> TestingSegments.frame(1_000L * i, ONE, List.of(), ""))
                        .toList();
        FrameSignatures some = TestingSignatures.of(0, 400_000, List.of());
        detect.take(
                VideoStep.segment(
                        List.of(
                                detect.segments
                                        .showing(detect.segments.whole(0), frames)
                                        .withSignatures(some))));

        assertThat(times(detect.only(Kind.SEGMENT))).hasSize(3_000 - ShotFinder.MOST_WAITING);
        assertThat(detect.metrics.count(DetectMetric.FRAMES_LET_GO))
                .isEqualTo(3_000 - ShotFinder.MOST_WAITING);
    }
}
