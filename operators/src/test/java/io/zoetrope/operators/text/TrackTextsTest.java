package io.zoetrope.operators.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.ScreenText;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step alone: what it gives, what it holds and when it lets go. */
class TrackTextsTest {
    private static final ModelRef SENTENCES = new ModelRef("sentences", "2");
    private static final Map<String, ModelRef> MODELS =
            Map.of(
                    Analysers.VISUAL, new ModelRef("model", "1"),
                    Analysers.TEXT, new ModelRef("reader", "3"),
                    Analysers.SENTENCES, SENTENCES);
    private static final Problem WHY =
            Problem.of(Stage.ORDER, Reason.MISSING_SEGMENT, "It did not come.");
    private static final Box LOW = new Box(0.2f, 0.8f, 0.8f, 0.9f);

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

    /** A sign stands from second 5 to second 15, of two segments, a logo to the end of three. */
    private List<VideoStep> life() {
        return List.of(
                VideoStep.of(segments.control(1, 3)),
                segment(segments.whole(0), frame(0, "LOGO"), frame(5, "LOGO", "EXIT ONLY")),
                segment(segments.whole(1), frame(10, "LOGO", "EXIT ONLY"), frame(15, "LOGO")),
                segment(segments.last(2), frame(20, "LOGO"), frame(29, "LOGO")),
                VideoStep.ended(key, 1, TestingSegments.RUN));
    }

    @Test
    void aSignThatStaysIsOneWithTheTimeThatItStays() throws Exception {
        for (VideoStep step : life()) {
            take(step);
        }

        assertThat(times()).containsExactly("5-15 EXIT ONLY", "0-30 LOGO");
        assertThat(found())
                .extracting(ScreenText::ordinal, ScreenText::model)
                .allSatisfy(of -> assertThat(of.toList().get(1)).isEqualTo(SENTENCES));
        ScreenText exit = found().get(0);
        assertThat(exit.ordinal()).isZero();
        assertThat(exit.generation()).isEqualTo(1);
        assertThat(exit.vector()).isEqualTo(vector("EXIT ONLY"));
        assertThat(metrics.count(TextMetric.TEXTS)).isEqualTo(2);
    }

    @Test
    void goesOnFromASnapshotAfterEachStep() throws Exception {
        for (VideoStep step : life()) {
            take(step);
        }
        List<ScreenText> whole = found();
        stop();
        start();

        List<ScreenText> pieces = new ArrayList<>();
        for (VideoStep step : life()) {
            take(step);
            pieces.addAll(found());
            restore();
        }

        assertThat(pieces).isEqualTo(whole).hasSize(2);
    }

    @Test
    void whatAShotTakesAwayEndsWithItAndWhatLiesOverThePictureGoesOn() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(
                segment(segments.whole(0), frame(1, "LOGO", "BAKERY"), frame(8, "LOGO", "BANK"))
                        .with(List.of(new StartedShot(0, 0), new StartedShot(1, 7_000_000))));
        take(
                segment(segments.last(1), frame(14, "LOGO"))
                        .with(List.of(new StartedShot(2, 12_000_000))));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));

        assertThat(times()).containsExactlyInAnyOrder("1-7 BAKERY", "8-12 BANK", "1-20 LOGO");
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

        assertThat(harness.extractOutputValues())
                .filteredOn(step -> step.kind() != VideoStep.Kind.FOUND)
                .usingRecursiveComparison()
                .isEqualTo(steps);
    }

    @Test
    void nothingGoesOnOverAGap() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(segment(segments.whole(0), frame(5, "EXIT")));
        take(VideoStep.gap(key, 1, 1, WHY));
        take(segment(segments.last(2), frame(20, "EXIT")));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));

        assertThat(times()).containsExactly("5-10 EXIT", "20-30 EXIT");
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
            take(segment(segments.whole(0), frame(5, "EXIT")));
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            take(end);
            assertThat(harness.numKeyedStateEntries()).as("after %s", end.kind()).isZero();
        }
    }

    @Test
    void beginsAgainAtTheFirstOrdinalAsTheNextGeneration() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        take(segment(segments.whole(0), frame(5, "EXIT")));
        take(VideoStep.again(key, 2));
        take(segment(segments.ofGeneration(segments.last(0), 2), frame(6, "EXIT")));
        take(VideoStep.ended(key, 2, TestingSegments.RUN));

        assertThat(times()).containsExactly("6-10 EXIT");
        assertThat(found().get(0).ordinal()).isZero();
        assertThat(found().get(0).generation()).isEqualTo(2);
    }

    @Test
    void stragglersChangeNothing() throws Exception {
        take(segment(segments.whole(0), frame(5, "EXIT")));
        take(VideoStep.again(key, 2));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(found()).isEmpty();
    }

    /** A page of two thousand words, each a block of its own. */
    @Test
    void aFullPageIsBounded() throws Exception {
        String[] words =
                IntStream.range(0, 2000).mapToObj(i -> "w" + i * 7919).toArray(String[]::new);
        take(VideoStep.of(segments.control(1, 1)));
        take(segment(segments.whole(0), frame(0, words)));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));

        int most = TextTrackerRule.USUAL.maxOpen();
        assertThat(found()).hasSizeLessThanOrEqualTo(most).hasSizeGreaterThan(most / 2);
        assertThat(metrics.count(TextMetric.READINGS_DROPPED)).isPositive();
    }

    private static ObservedFrame frame(int second, String... texts) {
        List<SeenText> seen = Stream.of(texts).map(TrackTextsTest::seen).toList();
        Observation read = Observation.ofTexts(seen, 0);
        return new ObservedFrame(second * 1_000_000L, Map.of(Analysers.TEXT, read), "");
    }

    /** Each text has a place of its own. */
    private static SeenText seen(String text) {
        float x = Math.floorMod(text.hashCode(), 97) / 100f;
        float y = Math.floorMod(text.hashCode() / 97, 89) / 100f;
        Box box = text.length() > 5 ? LOW : new Box(x, y, x + 0.02f, y + 0.02f);
        return new SeenText(text, 0.9f, box, vector(text));
    }

    private static Vector vector(String text) {
        return new Vector(new float[] {text.length()});
    }

    private VideoStep segment(ObservedSegment plain, ObservedFrame... frames) {
        ObservedSegment made = segments.madeWith(plain, MODELS);
        return VideoStep.segment(List.of(segments.showing(made, List.of(frames))));
    }

    private void take(VideoStep step) throws Exception {
        harness.processElement(new StreamRecord<>(step));
    }

    private List<ScreenText> found() {
        return harness.extractOutputValues().stream()
                .filter(step -> step.kind() == VideoStep.Kind.FOUND)
                .map(step -> step.finding().text())
                .toList();
    }

    private List<String> times() {
        return found().stream()
                .map(t -> t.startUs() / 1_000_000 + "-" + t.endUs() / 1_000_000 + " " + t.text())
                .toList();
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
                new KeyedProcessOperator<>(new TrackTexts()),
                VideoStep::videoKey,
                Types.STRING,
                metrics.environment());
    }
}
