package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.VideoStatus;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One {@code ComposeMoments} for each test, with words for what goes in and what came out. */
abstract class ComposeMomentsFixture {
    final TestingSegments segments = new TestingSegments();
    KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, ObservedSegment, IndexChange>
            harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    void restart() throws Exception {
        stop();
        start();
    }

    void open(int total) throws Exception {
        control(segments.control(1, total));
    }

    void control(VideoChange control) throws Exception {
        harness.processElement1(new StreamRecord<>(control));
    }

    void see(ObservedSegment segment) throws Exception {
        harness.processElement2(new StreamRecord<>(segment));
    }

    List<String> changes() {
        return harness.extractOutputValues().stream().map(ComposeMomentsFixture::describe).toList();
    }

    List<ThumbnailRemoval> removals() {
        var removals = harness.getSideOutput(SideOutputs.KEY_FRAME_REMOVALS);
        return removals == null
                ? List.of()
                : removals.stream().map(StreamRecord::getValue).toList();
    }

    List<Moment> moments() {
        return harness.extractOutputValues().stream()
                .map(IndexChange::moment)
                .filter(Objects::nonNull)
                .toList();
    }

    List<String> deadLetters() {
        var letters = harness.getSideOutput(SideOutputs.DEAD_LETTERS);
        return letters == null
                ? List.of()
                : letters.stream()
                        .map(StreamRecord::getValue)
                        .map(DeadLetter::problem)
                        .map(Problem::reason)
                        .toList();
    }

    private static String describe(IndexChange change) {
        if (change.moment() != null) {
            return "moment %d-%d"
                    .formatted(change.moment().startUs() / 1000, change.moment().endUs() / 1000);
        }
        VideoStatus status = change.status();
        if (status == null) {
            return "removal";
        }
        String error = status.error() == null ? "" : " " + status.error().reason();
        assertThat(status.state() == IndexingState.INDEXING && !error.isEmpty()).isFalse();
        return "%s %d/%d%s"
                .formatted(status.state(), status.segmentsDone(), status.segmentsTotal(), error);
    }

    static KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, ObservedSegment, IndexChange>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new ComposeMoments(TestingSegments.OPTIONS)),
                VideoChange::videoKey,
                ObservedSegment::videoKey,
                Types.STRING);
    }
}
