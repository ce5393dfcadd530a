package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.SoundClass;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.operators.TestingChain;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.keep.VideoReport;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.HeardWindow;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.order.VideoStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was heard in segments of ten seconds becomes findings, and part of moments. */
class ComposeSoundsTest {
    private static final ModelRef MODEL = new ModelRef("ear", "2");

    private final TestingSegments segments = new TestingSegments();
    private final String key = segments.control(1, 3).videoKey();
    private KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoReport> harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    /** The silence that is open at a snapshot goes on after it, and ordinals too. */
    @Test
    void goesOnFromASnapshotWhereItStood() throws Exception {
        List<VideoStep> steps =
                List.of(
                        VideoStep.of(segments.control(1, 3)),
                        step(0, sound(0, "bell"), silence(1, 10)),
                        step(1, silence(10, 19), sound(19, "drum")),
                        step(2, silence(20, 30)),
                        VideoStep.ended(key, 1, TestingSegments.RUN));
        List<VideoReport> all = new ArrayList<>();
        for (VideoStep step : steps) {
            harness.processElement(new StreamRecord<>(step));
            all.addAll(reports());
            restore();
        }

        assertThat(sounds(all))
                .extracting(
                        s ->
                                s.ordinal()
                                        + " "
                                        + s.startUs() / 1_000_000
                                        + "-"
                                        + s.endUs() / 1_000_000)
                .containsExactly("0 0-1", "1 1-19", "2 19-20", "3 20-30");
        assertThat(sounds(all)).extracting(SoundWindow::model).containsOnly(MODEL);
        assertThat(sounds(all))
                .extracting(SoundWindow::silent)
                .containsExactly(false, true, false, true);
        assertThat(moments(all))
                .extracting(Moment::soundClasses)
                .containsExactly(List.of("bell"), List.of("drum"), List.of());
    }

    @Test
    void silenceDoesNotReachOverAGapNorIntoAnotherLife() throws Exception {
        Problem missing = Problem.of(Stage.ORDER, Reason.MISSING_SEGMENT, "It did not come.");
        take(VideoStep.of(segments.control(1, 3)), step(0, silence(0, 10)));
        take(VideoStep.gap(key, 1, 1, missing), step(2, silence(20, 30)));
        take(VideoStep.again(key, 2), step(0, sound(0, "bell")));

        List<SoundWindow> heard = sounds(reports());
        assertThat(heard).extracting(SoundWindow::ordinal).containsExactly(0, 0);
        assertThat(heard.get(0).endUs()).isEqualTo(10_000_000);
    }

    /** Sound alone: no frame, no moment. */
    @Test
    void aFileWithoutPicturesHasItsSounds() throws Exception {
        ObservedSegment seen = segments.showing(segments.whole(0), List.of());
        ObservedSegment heard = heard(seen, List.of(sound(0, "bell"), sound(1, "buzz")));
        take(VideoStep.of(segments.control(1, 1)), VideoStep.segment(List.of(heard)));
        take(VideoStep.ended(key, 1, TestingSegments.RUN));

        List<VideoReport> all = reports();
        assertThat(sounds(all)).hasSize(2);
        assertThat(moments(all)).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void linesAreNumberedOverSegments() throws Exception {
        List<VideoReport> all = new ArrayList<>();
        take(VideoStep.of(segments.control(1, 2)));
        for (int segment = 0; segment < 2; segment++) {
            SaidLine line = new SaidLine(0, 9, "said", "en", "", LineSource.SPEECH, null);
            ObservedSegment said = segments.whole(segment).withLines(List.of(line, line));
            take(VideoStep.segment(List.of(said)));
            all.addAll(reports());
            restore();
        }

        List<DialogueLine> lines =
                all.stream()
                        .map(r -> r.finding() == null ? null : r.finding().line())
                        .filter(Objects::nonNull)
                        .toList();
        assertThat(lines).extracting(DialogueLine::ordinal).containsExactly(0, 1, 2, 3);
        assertThat(lines).extracting(DialogueLine::source).containsOnly(LineSource.SPEECH);
        assertThat(lines).extracting(DialogueLine::language).containsOnly("en");
    }

    private VideoStep step(int index, HeardWindow... heard) {
        return VideoStep.segment(List.of(heard(segments.whole(index), List.of(heard))));
    }

    private ObservedSegment heard(ObservedSegment segment, List<HeardWindow> heard) {
        Map<String, ModelRef> models = new HashMap<>(segment.models());
        models.put(Analysers.SOUND, MODEL);
        return segments.madeWith(segment, models).withSounds(heard);
    }

    private static HeardWindow silence(int from, int to) {
        return HeardWindow.silence(from * 1_000_000L, to * 1_000_000L, -90);
    }

    private static HeardWindow sound(int second, String name) {
        return HeardWindow.sound(
                second * 1_000_000L,
                (second + 1) * 1_000_000L,
                -20,
                new Vector(new float[] {1}),
                List.of(new SoundClass(name, 0.7f)));
    }

    private void take(VideoStep... steps) throws Exception {
        for (VideoStep step : steps) {
            harness.processElement(new StreamRecord<>(step));
        }
    }

    private List<VideoReport> reports() {
        List<VideoReport> reports = harness.extractOutputValues();
        harness.getOutput().clear();
        return reports;
    }

    private static List<SoundWindow> sounds(List<VideoReport> reports) {
        return reports.stream()
                .map(report -> report.finding() == null ? null : report.finding().sound())
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Moment> moments(List<VideoReport> reports) {
        return reports.stream().map(VideoReport::moment).filter(Objects::nonNull).toList();
    }

    private void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, VideoStep, VideoReport> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new ComposeMoments(TestingChain.COMPOSE)),
                VideoStep::videoKey,
                Types.STRING);
    }
}
