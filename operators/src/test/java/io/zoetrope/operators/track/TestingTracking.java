package io.zoetrope.operators.track;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.models.packages.manifest.Recognition;
import io.zoetrope.operators.TestingOperatorMetrics;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** {@link TrackObjects} by itself, and a cat that walks through three segments. */
final class TestingTracking implements AutoCloseable {
    static final ModelRef DETECTOR = new ModelRef("detector", "3");
    static final Map<String, ModelRef> MODELS =
            Map.of(Analysers.VISUAL, new ModelRef("model", "1"), Analysers.OBJECTS, DETECTOR);
    static final Problem WHY = Problem.of(Stage.ORDER, Reason.MISSING_SEGMENT, "It did not come.");

    private static final Recognition RECOGNITION = new Recognition(.9f, List.of("cat"));

    final TestingSegments segments = new TestingSegments();
    final TestingOperatorMetrics metrics = new TestingOperatorMetrics();
    final String key = segments.control(1, 3).videoKey();
    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness;

    TestingTracking() throws Exception {
        harness = made();
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> made()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new TrackObjects(RECOGNITION)),
                VideoStep::videoKey,
                Types.STRING,
                metrics.environment());
    }

    /** The one that runs. */
    KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoStep> harness() {
        return harness;
    }

    /** Another one, without state. */
    void startAgain() throws Exception {
        harness.close();
        harness = made();
        harness.open();
    }

    /** Goes on from a snapshot; what came out before is forgotten. */
    void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        harness = made();
        harness.initializeState(snapshot);
        harness.open();
    }

    List<VideoStep> life() {
        return List.of(
                VideoStep.of(segments.control(1, 3)),
                segment(segments.whole(0)),
                segment(segments.whole(1)),
                segment(segments.last(2)),
                VideoStep.ended(key, 1, TestingSegments.RUN));
    }

    /** Five times a second, one cat walks from left to right in half a minute. */
    VideoStep segment(ObservedSegment plain) {
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

    static Detection detection(float x, float y, float score) {
        return new Detection("cat", score, new Box(x, y, x + .1f, y + .2f), new Vector(null));
    }

    void take(VideoStep step) throws Exception {
        harness.processElement(new StreamRecord<>(step));
    }

    /** Since the last call. */
    List<TrackedObject> objects() {
        List<TrackedObject> objects =
                harness.extractOutputValues().stream()
                        .filter(step -> step.kind() == VideoStep.Kind.FOUND)
                        .map(step -> step.finding().object())
                        .toList();
        harness.getOutput().clear();
        return objects;
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
