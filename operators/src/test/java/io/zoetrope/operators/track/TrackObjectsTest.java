package io.zoetrope.operators.track;

import static io.zoetrope.operators.track.TestingTracking.MODELS;
import static io.zoetrope.operators.track.TestingTracking.WHY;
import static io.zoetrope.operators.track.TestingTracking.detection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.shots.StartedShot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step alone: what it gives of what was seen. */
class TrackObjectsTest {
    @AutoClose private TestingTracking tracking;

    @BeforeEach
    void start() throws Exception {
        tracking = new TestingTracking();
    }

    @Test
    void theStepsGoOnAsTheyCame() throws Exception {
        List<VideoStep> steps = new ArrayList<>(tracking.life());
        steps.add(1, VideoStep.of(tracking.segments.queued(1, 5)));
        steps.add(2, VideoStep.of(tracking.segments.counted(1, 3, null)));
        steps.add(VideoStep.of(tracking.segments.removal(2)));
        for (VideoStep step : steps) {
            tracking.take(step);
        }

        List<VideoStep> out = new ArrayList<>(tracking.harness().extractOutputValues());
        assertThat(out.remove(out.size() - 3).kind())
                .as("before the step that ended its track")
                .isEqualTo(VideoStep.Kind.FOUND);
        assertThat(out).usingRecursiveComparison().isEqualTo(steps);
    }

    @Test
    void aTrackDoesNotReachOverAGap() throws Exception {
        tracking.take(VideoStep.of(tracking.segments.control(1, 3)));
        tracking.take(tracking.segment(tracking.segments.whole(0)));
        tracking.take(VideoStep.gap(tracking.key, 1, 1, WHY));
        tracking.take(
                tracking.segment(tracking.segments.last(2))
                        .with(List.of(new StartedShot(1, 20_000_000))));
        tracking.take(VideoStep.ended(tracking.key, 1, TestingSegments.RUN));

        assertThat(tracking.objects())
                .extracting(TrackedObject::ordinal, TrackedObject::shot, o -> o.track().firstUs())
                .containsExactly(tuple(0, 0, 0L), tuple(1, 1, 20_000_000L));
    }

    @Test
    void segmentsThatTheDetectorDidNotSeeHaveNoTracks() throws Exception {
        tracking.take(VideoStep.of(tracking.segments.control(1, 1)));
        tracking.take(
                VideoStep.segment(
                        List.of(
                                tracking.segments.madeWith(
                                        tracking.segments.last(0), TestingSegments.MODELS))));
        tracking.take(VideoStep.ended(tracking.key, 1, TestingSegments.RUN));

        assertThat(tracking.objects()).isEmpty();
    }

    @Test
    void whatIsTooMuchIsCountedAndLeft() throws Exception {
        List<Detection> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            float x = i % 100 / 100f;
            float y = i / 100 / 50f;
            many.add(detection(x, y, .9f - i * 1e-5f));
        }
        ObservedFrame frame =
                new ObservedFrame(0, Map.of(Analysers.OBJECTS, Observation.of(many)), "");
        tracking.take(VideoStep.of(tracking.segments.control(1, 1)));
        ObservedSegment whole = tracking.segments.madeWith(tracking.segments.whole(0), MODELS);
        tracking.take(VideoStep.segment(List.of(tracking.segments.showing(whole, List.of(frame)))));

        assertThat(tracking.metrics.count(TrackMetric.DETECTIONS_DROPPED)).isEqualTo(4_500);
    }

    /** Half hidden, it is seen only where the detector is less sure than its package asks for. */
    @Test
    void whatIsFollowedGoesOnWithWhatTheDetectorIsNotSureOf() throws Exception {
        List<ObservedFrame> frames = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            boolean hidden = i >= 20 && i < 34;
            Detection cat = detection(.1f + .002f * i, .4f, hidden ? .2f : .9f);
            Detection noCat = detection(.7f, .4f, .29f);
            List<Detection> weak = hidden ? List.of(cat, noCat) : List.of(noCat);
            Observation seen = Observation.of(hidden ? List.of() : List.of(cat)).withWeak(weak);
            frames.add(new ObservedFrame(200_000L * i, Map.of(Analysers.OBJECTS, seen), ""));
        }
        tracking.take(VideoStep.of(tracking.segments.control(1, 1)));
        ObservedSegment whole = tracking.segments.madeWith(tracking.segments.last(0), MODELS);
        tracking.take(VideoStep.segment(List.of(tracking.segments.showing(whole, frames))));
        tracking.take(VideoStep.ended(tracking.key, 1, TestingSegments.RUN));

        List<TrackedObject> objects = tracking.objects();
        assertThat(objects).hasSize(1);
        assertThat(objects.get(0).track().sightings()).isEqualTo(50);
    }

    /** Two cats go out of sight and come back, one more comes; a snapshot after each step. */
    @Test
    void whoComesBackIsTheSame() throws Exception {
        List<VideoStep> steps = new ArrayList<>();
        steps.add(VideoStep.of(tracking.segments.control(1, 3)));
        steps.add(cats(tracking.segments.whole(0), 1, 2));
        steps.add(cats(tracking.segments.whole(1)));
        steps.add(cats(tracking.segments.last(2), 2, 3, 1));
        steps.add(VideoStep.ended(tracking.key, 1, TestingSegments.RUN));
        for (VideoStep step : steps) {
            tracking.take(step);
        }
        List<TrackedObject> whole = tracking.objects();
        assertThat(tracking.metrics.count(TrackMetric.RECOGNISED)).isEqualTo(2);
        tracking.startAgain();
        List<TrackedObject> found = new ArrayList<>();
        for (VideoStep step : steps) {
            tracking.take(step);
            found.addAll(tracking.objects());
            tracking.restore();
        }

        assertThat(found).isEqualTo(whole);
        List<String> ids = found.stream().map(TrackedObject::objectId).toList();
        assertThat(found)
                .extracting(TrackedObject::entityId)
                .containsExactly(ids.get(0), ids.get(1), ids.get(1), ids.get(3), ids.get(0));
        assertThat(found).extracting(TrackedObject::lastShot).containsOnly(0);
        assertThat(found.get(0).picture()).isEqualTo("crops/1.jpg");
    }

    /** Each walks in a row of its own. */
    private VideoStep cats(ObservedSegment plain, int... looks) {
        List<ObservedFrame> frames = new ArrayList<>();
        for (int i = 50 * plain.index(); i < 50 * plain.index() + 50; i++) {
            List<Detection> seen = new ArrayList<>();
            for (int c = 0; c < looks.length; c++) {
                float[] look = new float[4];
                look[looks[c]] = 1;
                float x = .1f + .01f * (i % 50);
                seen.add(
                        detection(x, .3f * c, .9f)
                                .withAppearance(new Vector(look))
                                .withPicture("crops/" + looks[c] + ".jpg"));
            }
            frames.add(
                    new ObservedFrame(
                            200_000L * i, Map.of(Analysers.OBJECTS, Observation.of(seen)), ""));
        }
        ObservedSegment made = tracking.segments.madeWith(plain, MODELS);
        return VideoStep.segment(List.of(tracking.segments.showing(made, frames)));
    }
}
