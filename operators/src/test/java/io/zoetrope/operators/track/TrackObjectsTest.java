package io.zoetrope.operators.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.models.packages.manifest.Recognition;
import io.zoetrope.operators.TestingOperatorMetrics;
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
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step alone: what it gives, what it holds and when it lets go. */
class TrackObjectsTest {
    private static final ModelRef DETECTOR = new ModelRef("detector", "3");
    private static final Map<String, ModelRef> MODELS =
            Map.of(Analysers.VISUAL, new ModelRef("model", "1"), Analysers.OBJECTS, DETECTOR);
    private static final Problem WHY =
            Problem.of(Stage.ORDER, Reason.MISSING_SEGMENT, "It did not come.");

    private static final Recognition RECOGNITION = new Recognition(.9f, List.of("cat"));

    private final TestingSegments segments = new TestingSegments();
    private final TestingOperatorMetrics metrics = new TestingOperatorMetrics();
    private final String key = segments.control(1, 3).videoKey();
    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    /** One walker goes through three segments, with a snapshot after each step. */
    @Test
    void goesOnFromASnapshotInTheMiddleOfATrack() throws Exception {
        List<VideoStep> steps = life();
        for (VideoStep step : steps) {
            take(step);
        }
        List<TrackedObject> whole = objects();
        stop();
        start();

        List<TrackedObject> pieces = new ArrayList<>();
        for (VideoStep step : steps) {
            take(step);
            pieces.addAll(objects());
            restore();
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
                                    .isEqualTo(VideoIds.objectId(key, 0, DETECTOR.id()));
                        });
    }

    @Test
    void theStepsGoOnAsTheyCame() throws Exception {
        List<VideoStep> steps = new ArrayList<>(life());
        steps.add(1, VideoStep.of(segments.queued(1, 5)));
        steps.add(2, VideoStep.of(segments.counted(1, 3, null)));
        steps.add(VideoStep.of(segments.removal(2)));
        for (VideoStep step : steps) {
            take(step);
        }

        List<VideoStep> out = new ArrayList<>(harness.extractOutputValues());
        assertThat(out.remove(out.size() - 3).kind())
                .as("before the step that ended its track")
                .isEqualTo(VideoStep.Kind.FOUND);
        assertThat(out).usingRecursiveComparison().isEqualTo(steps);
    }

    @Test
    void holdsNothingOnceAVideoIsOverHoweverItEnds() throws Exception {
        List<VideoStep> ends =
                List.of(
                        VideoStep.ended(key, 1, TestingSegments.RUN),
                        VideoStep.of(segments.control(1, 3).failed(WHY)),
                        VideoStep.of(segments.removal(2)));
        for (VideoStep end : ends) {
            take(VideoStep.of(segments.control(1, 3)));
            take(segment(segments.whole(0)));
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            take(end);
            assertThat(harness.numKeyedStateEntries()).as("after %s", end.kind()).isZero();
        }
    }

    @Test
    void aRemovalEndsNoTrack() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(segment(segments.whole(0)));
        take(VideoStep.of(segments.removal(2)));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));

        assertThat(objects()).isEmpty();
    }

    /** Of a life that is over, or of a video that was open before this step was in the job. */
    @Test
    void stragglersChangeNothing() throws Exception {
        take(segment(segments.whole(0)));
        take(VideoStep.gap(key, 1, 1, WHY));
        take(VideoStep.again(key, 2));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));
        assertThat(harness.numKeyedStateEntries()).isZero();

        take(VideoStep.of(segments.control(2, 3)));
        take(segment(segments.whole(0)));
        take(VideoStep.gap(key, 1, 1, WHY));
        take(VideoStep.ended(key, 2, TestingSegments.RUN));

        assertThat(objects()).isEmpty();
    }

    @Test
    void beginsAgainAtTheFirstOrdinalAsTheNextGeneration() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        take(segment(segments.whole(0)));
        take(VideoStep.again(key, 2));
        take(segment(segments.ofGeneration(segments.whole(0), 2)));
        take(VideoStep.ended(key, 2, TestingSegments.RUN));

        assertThat(objects())
                .singleElement()
                .satisfies(
                        object -> {
                            assertThat(object.ordinal()).isZero();
                            assertThat(object.generation()).isEqualTo(2);
                            assertThat(object.track().lastUs()).isEqualTo(9_800_000);
                        });
    }

    @Test
    void aTrackDoesNotReachOverAGap() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(segment(segments.whole(0)));
        take(VideoStep.gap(key, 1, 1, WHY));
        take(segment(segments.last(2)).with(List.of(new StartedShot(1, 20_000_000))));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));

        assertThat(objects())
                .extracting(TrackedObject::ordinal, TrackedObject::shot, o -> o.track().firstUs())
                .containsExactly(tuple(0, 0, 0L), tuple(1, 1, 20_000_000L));
    }

    @Test
    void aVideoThatBreaksOffKeepsTheTracksBeforeIt() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(segment(segments.withProblem(0, 10, WHY)));

        assertThat(objects()).hasSize(1);
    }

    @Test
    void segmentsThatTheDetectorDidNotSeeHaveNoTracks() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        take(
                VideoStep.segment(
                        List.of(segments.madeWith(segments.last(0), TestingSegments.MODELS))));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));

        assertThat(objects()).isEmpty();
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
        take(VideoStep.of(segments.control(1, 1)));
        ObservedSegment whole = segments.madeWith(segments.whole(0), MODELS);
        take(VideoStep.segment(List.of(segments.showing(whole, List.of(frame)))));

        assertThat(metrics.count(TrackMetric.DETECTIONS_DROPPED)).isEqualTo(4_500);
    }

    /** Two cats go out of sight and come back, one more comes; a snapshot after each step. */
    @Test
    void whoComesBackIsTheSame() throws Exception {
        List<VideoStep> steps = new ArrayList<>();
        steps.add(VideoStep.of(segments.control(1, 3)));
        steps.add(cats(segments.whole(0), 1, 2));
        steps.add(cats(segments.whole(1)));
        steps.add(cats(segments.last(2), 2, 3, 1));
        steps.add(VideoStep.ended(key, 1, TestingSegments.RUN));
        for (VideoStep step : steps) {
            take(step);
        }
        List<TrackedObject> whole = objects();
        assertThat(metrics.count(TrackMetric.RECOGNISED)).isEqualTo(2);
        stop();
        start();
        List<TrackedObject> found = new ArrayList<>();
        for (VideoStep step : steps) {
            take(step);
            found.addAll(objects());
            restore();
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
        ObservedSegment made = segments.madeWith(plain, MODELS);
        return VideoStep.segment(List.of(segments.showing(made, frames)));
    }

    private List<VideoStep> life() {
        return List.of(
                VideoStep.of(segments.control(1, 3)),
                segment(segments.whole(0)),
                segment(segments.whole(1)),
                segment(segments.last(2)),
                VideoStep.ended(key, 1, TestingSegments.RUN));
    }

    /** Five times a second, one cat walks from left to right in half a minute. */
    private VideoStep segment(ObservedSegment plain) {
        List<ObservedFrame> frames = new ArrayList<>();
        for (int i = 50 * plain.index(); i < 50 * plain.index() + 50; i++) {
            List<Detection> seen = List.of(detection(.1f + .004f * i, .4f, .9f));
            frames.add(
                    new ObservedFrame(
                            200_000L * i, Map.of(Analysers.OBJECTS, Observation.of(seen)), ""));
        }
        ObservedSegment made = segments.madeWith(plain, MODELS);
        return VideoStep.segment(List.of(segments.showing(made, frames)));
    }

    private static Detection detection(float x, float y, float score) {
        return new Detection("cat", score, new Box(x, y, x + .1f, y + .2f), new Vector(null));
    }

    private void take(VideoStep step) throws Exception {
        harness.processElement(new StreamRecord<>(step));
    }

    /** Since the last call. */
    private List<TrackedObject> objects() {
        List<TrackedObject> objects =
                harness.extractOutputValues().stream()
                        .filter(step -> step.kind() == VideoStep.Kind.FOUND)
                        .map(step -> step.finding().object())
                        .toList();
        harness.getOutput().clear();
        return objects;
    }

    private void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new TrackObjects(RECOGNITION)),
                VideoStep::videoKey,
                Types.STRING,
                metrics.environment());
    }
}
