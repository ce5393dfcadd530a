package io.zoetrope.operators.track;

import static io.zoetrope.operators.track.TestingTracking.DETECTOR;
import static io.zoetrope.operators.track.TestingTracking.WHY;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.order.VideoStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step alone: over a snapshot and the lives of a video, what it holds and when it lets go. */
class TrackObjectsLivesTest {
    @AutoClose private TestingTracking tracking;

    @BeforeEach
    void start() throws Exception {
        tracking = new TestingTracking();
    }

    /** One walker goes through three segments, with a snapshot after each step. */
    @Test
    void goesOnFromASnapshotInTheMiddleOfATrack() throws Exception {
        List<VideoStep> steps = tracking.life();
        for (VideoStep step : steps) {
            tracking.take(step);
        }
        List<TrackedObject> whole = tracking.objects();
        tracking.startAgain();

        List<TrackedObject> pieces = new ArrayList<>();
        for (VideoStep step : steps) {
            tracking.take(step);
            pieces.addAll(tracking.objects());
            tracking.restore();
        }

        assertThat(pieces).isEqualTo(whole);
        assertThat(whole)
                .singleElement()
                .satisfies(
                        object -> {
                            assertThat(object.track().firstUs()).isZero();
                            assertThat(object.track().lastUs()).isEqualTo(29_800_000);
                            assertThat(object.track().label()).isEqualTo("cat");
                            assertThat(object.model()).isEqualTo(DETECTOR);
                            assertThat(object.shot()).isZero();
                            assertThat(object.objectId())
                                    .isEqualTo(VideoIds.objectId(tracking.key, 0, DETECTOR.id()));
                        });
    }

    @Test
    void holdsNothingOnceAVideoIsOverHoweverItEnds() throws Exception {
        List<VideoStep> ends =
                List.of(
                        VideoStep.ended(tracking.key, 1, TestingSegments.RUN),
                        VideoStep.of(tracking.segments.control(1, 3).failed(WHY)),
                        VideoStep.of(tracking.segments.removal(2)));
        for (VideoStep end : ends) {
            tracking.take(VideoStep.of(tracking.segments.control(1, 3)));
            tracking.take(tracking.segment(tracking.segments.whole(0)));
            assertThat(tracking.harness().numKeyedStateEntries()).isEqualTo(1);
            tracking.take(end);
            assertThat(tracking.harness().numKeyedStateEntries())
                    .as("after %s", end.kind())
                    .isZero();
        }
    }

    @Test
    void aRemovalEndsNoTrack() throws Exception {
        tracking.take(VideoStep.of(tracking.segments.control(1, 3)));
        tracking.take(tracking.segment(tracking.segments.whole(0)));
        tracking.take(VideoStep.of(tracking.segments.removal(2)));
        tracking.take(VideoStep.ended(tracking.key, 1, TestingSegments.RUN));

        assertThat(tracking.objects()).isEmpty();
    }

    /** Of a life that is over, or of a video that was open before this step was in the job. */
    @Test
    void stragglersChangeNothing() throws Exception {
        tracking.take(tracking.segment(tracking.segments.whole(0)));
        tracking.take(VideoStep.gap(tracking.key, 1, 1, WHY));
        tracking.take(VideoStep.again(tracking.key, 2));
        tracking.take(VideoStep.ended(tracking.key, 1, TestingSegments.RUN));
        assertThat(tracking.harness().numKeyedStateEntries()).isZero();

        tracking.take(VideoStep.of(tracking.segments.control(2, 3)));
        tracking.take(tracking.segment(tracking.segments.whole(0)));
        tracking.take(VideoStep.gap(tracking.key, 1, 1, WHY));
        tracking.take(VideoStep.ended(tracking.key, 2, TestingSegments.RUN));

        assertThat(tracking.objects()).isEmpty();
    }

    @Test
    void beginsAgainAtTheFirstOrdinalAsTheNextGeneration() throws Exception {
        tracking.take(VideoStep.of(tracking.segments.control(1, 1)));
        tracking.take(tracking.segment(tracking.segments.whole(0)));
        tracking.take(VideoStep.again(tracking.key, 2));
        tracking.take(
                tracking.segment(tracking.segments.ofGeneration(tracking.segments.whole(0), 2)));
        tracking.take(VideoStep.ended(tracking.key, 2, TestingSegments.RUN));

        assertThat(tracking.objects())
                .singleElement()
                .satisfies(
                        object -> {
                            assertThat(object.ordinal()).isZero();
                            assertThat(object.generation()).isEqualTo(2);
                            assertThat(object.track().lastUs()).isEqualTo(9_800_000);
                        });
    }

    @Test
    void aVideoThatBreaksOffKeepsTheTracksBeforeIt() throws Exception {
        tracking.take(VideoStep.of(tracking.segments.control(1, 3)));
        tracking.take(tracking.segment(tracking.segments.withProblem(0, 10, WHY)));

        assertThat(tracking.objects()).hasSize(1);
    }
}
