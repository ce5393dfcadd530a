package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingChain;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.keep.VideoReport;
import io.zoetrope.operators.keep.VideoReport.Kind;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.shots.StartedShot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step alone: what it reports, what it holds and when it lets go. */
class ComposeMomentsTest {
    private static final long RUN = 77;

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

    /** The moment that is open at the snapshot goes on after it, and ordinals too. */
    @Test
    void goesOnFromASnapshotWhereItStood() throws Exception {
        List<VideoStep> steps =
                List.of(
                        VideoStep.of(segments.control(1, 3)),
                        VideoStep.segment(List.of(segments.whole(0))),
                        VideoStep.segment(List.of(segments.whole(1))),
                        VideoStep.segment(List.of(segments.last(2))),
                        VideoStep.ended(key, 1, RUN));
        for (VideoStep step : steps) {
            take(step);
        }
        List<VideoReport> whole = reports();
        stop();
        start();

        List<VideoReport> pieces = new ArrayList<>();
        for (VideoStep step : steps) {
            take(step);
            pieces.addAll(reports());
            restore();
        }

        assertThat(pieces).usingRecursiveComparison().isEqualTo(whole);
        assertThat(moments(whole)).isNotEmpty();
        assertThat(moments(whole))
                .extracting(Moment::ordinal)
                .isEqualTo(IntStream.range(0, moments(whole).size()).boxed().toList());
    }

    @Test
    void holdsNothingOnceAVideoIsOverHoweverItEnds() throws Exception {
        Problem why = Problem.of(Stage.PLAN, Reason.TOO_LONG, "It goes on and on.");
        List<VideoStep> ends =
                List.of(
                        VideoStep.ended(key, 1, RUN),
                        VideoStep.of(segments.control(1, 3).failed(why)),
                        VideoStep.of(segments.removal(2)));
        for (VideoStep end : ends) {
            take(VideoStep.of(segments.control(1, 3)));
            take(VideoStep.segment(List.of(segments.whole(0))));
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            take(end);
            assertThat(harness.numKeyedStateEntries()).as("after %s", end.kind()).isZero();
        }
    }

    @Test
    void aRemovalWritesNoMomentThatWasOpen() throws Exception {
        take(VideoStep.of(segments.control(1, 3)));
        take(VideoStep.segment(List.of(segments.whole(0))));
        reports();
        take(VideoStep.of(segments.removal(2)));

        assertThat(reports()).extracting(VideoReport::kind).containsExactly(Kind.REMOVED);
    }

    @Test
    void aMomentDoesNotReachOverAGap() throws Exception {
        Problem missing = Problem.of(Stage.ORDER, Reason.MISSING_SEGMENT, "It did not come.");
        take(VideoStep.of(segments.control(1, 3)));
        take(VideoStep.segment(List.of(segments.whole(0))));
        take(VideoStep.gap(key, 1, 1, missing));
        take(VideoStep.segment(List.of(segments.last(2))));
        take(VideoStep.ended(key, 1, RUN));

        List<VideoReport> all = reports();
        assertThat(moments(all))
                .allMatch(m -> m.endUs() <= 10_000_000 || m.startUs() >= 20_000_000);
        assertThat(all)
                .extracting(VideoReport::problem)
                .filteredOn(Objects::nonNull)
                .containsExactly(missing);
    }

    @Test
    void beginsAgainAtTheFirstOrdinalAsTheNextGeneration() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        take(VideoStep.segment(List.of(segments.whole(0))));
        take(VideoStep.again(key, 2));
        reports();
        take(VideoStep.segment(List.of(segments.last(0))));
        take(VideoStep.ended(key, 2, RUN));

        assertThat(moments(reports()))
                .first()
                .satisfies(
                        moment -> {
                            assertThat(moment.ordinal()).isZero();
                            assertThat(moment.generation()).isEqualTo(2);
                        });
    }

    @Test
    void archivesEveryFrame() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        take(
                VideoStep.segment(
                        List.of(
                                segments.part(0, 0, false, 0, 4),
                                segments.part(0, 1, true, 4, 10))));

        assertThat(harness.getSideOutput(SideOutputs.FRAMES))
                .extracting(StreamRecord::getValue)
                .extracting(FrameRecord::ptsUs)
                .hasSize(10)
                .isSorted();
    }

    @Test
    void archivesFramesThatTheEncoderDoesNotLookAt() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        ObservedSegment seen =
                segments.madeWith(
                        segments.whole(0), Map.of(Analysers.OBJECTS, new ModelRef("boxes", "1")));
        take(VideoStep.segment(List.of(seen)));

        assertThat(harness.getSideOutput(SideOutputs.FRAMES))
                .extracting(StreamRecord::getValue)
                .extracting(FrameRecord::model)
                .containsOnly(ModelRef.NONE)
                .hasSize(seen.frames().size());
    }

    /** So the last document has the length that was found. */
    @Test
    void saysInWhichSegmentTheFileEnds() throws Exception {
        Problem why = Problem.of(Stage.DECODE, Reason.DECODER_TIMEOUT, "It spins.");
        take(VideoStep.of(segments.control(1, 3)));
        take(VideoStep.segment(List.of(segments.whole(0))));
        take(VideoStep.segment(List.of(segments.last(1))));
        take(VideoStep.segment(List.of(segments.stopping(2, why))));

        assertThat(reports())
                .filteredOn(report -> report.kind() == Kind.PROGRESS)
                .extracting(VideoReport::ended)
                .containsExactly(false, true, false);
    }

    /** Numbers are those that the steps tell. */
    @Test
    void momentsEndWhereTheirShotDoes() throws Exception {
        take(VideoStep.of(segments.control(1, 1)));
        take(
                VideoStep.segment(List.of(segments.last(0)))
                        .with(List.of(new StartedShot(4, 0), new StartedShot(5, 3_500_000))));
        take(VideoStep.ended(key, 1, RUN).with(List.of(new StartedShot(6, 9_400_000))));

        assertThat(moments(reports()))
                .extracting(Moment::shot, Moment::startUs, Moment::endUs)
                .containsExactly(tuple(4, 0L, 3_500_000L), tuple(5, 3_500_000L, 9_400_000L));
    }

    private void take(VideoStep step) throws Exception {
        harness.processElement(new StreamRecord<>(step));
    }

    /** Since the last call. */
    private List<VideoReport> reports() {
        List<VideoReport> reports = harness.extractOutputValues();
        harness.getOutput().clear();
        return reports;
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
