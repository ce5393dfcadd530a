package io.zoetrope.operators.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.operators.LargestRecord;
import io.zoetrope.operators.TestingOperatorMetrics;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.observe.ObservedSegment;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segments go on in order, each once, and the video ends where it ends. */
class OrderSegmentsTest {
    private final TestingSegments segments = new TestingSegments();
    @AutoClose private TestingOrder in;

    @BeforeEach
    void start() throws Exception {
        in = new TestingOrder();
    }

    @Test
    void takesSegmentsThatComeBeforeTheirVideo() throws Exception {
        in.see(segments.last(0));
        in.open(1);

        assertThat(in.steps()).containsExactly("OPENED", "SEGMENT 0", "ENDED");
    }

    @Test
    void joinsPartsOfASegment() throws Exception {
        in.open(1);
        in.see(segments.ending(segments.part(0, 1, true, 5, 10)));
        assertThat(in.steps()).containsExactly("OPENED");
        in.see(segments.part(0, 0, false, 0, 5));

        assertThat(in.steps()).containsExactly("OPENED", "SEGMENT 0", "ENDED");
        assertThat(in.harness.extractOutputValues().get(1).parts())
                .extracting(ObservedSegment::part)
                .containsExactly(0, 1);
    }

    @Test
    void dropsWhatItHasHad() throws Exception {
        in.open(3);
        in.see(segments.whole(0));
        in.see(segments.whole(0));
        in.see(segments.last(2));
        in.see(segments.last(2));
        in.see(segments.whole(1));
        in.see(segments.whole(1));

        assertThat(in.steps())
                .containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1", "SEGMENT 2", "ENDED");
    }

    /** What a container says of its length may be wrong. */
    @Test
    void goesOnPastWhatWasPlanned() throws Exception {
        in.open(1);
        in.see(segments.whole(0));
        in.see(segments.whole(1));
        in.see(segments.last(2));

        assertThat(in.steps())
                .containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1", "SEGMENT 2", "ENDED");
    }

    @Test
    void endsAsSoonAsAllThatTheDispatcherCountedHaveCome() throws Exception {
        in.open(0);
        in.see(segments.whole(0));
        in.control(segments.counted(1, 2, null));
        assertThat(in.steps()).containsExactly("OPENED", "SEGMENT 0", "COUNTED");
        in.see(segments.whole(1));

        assertThat(in.steps()).endsWith("SEGMENT 1", "ENDED");
    }

    @Test
    void endsAtTheSegmentInWhichTheVideoEnds() throws Exception {
        in.open(5);
        in.see(segments.whole(2));
        in.see(segments.whole(0));
        in.see(segments.last(1));

        assertThat(in.steps()).containsExactly("OPENED", "SEGMENT 0", "SEGMENT 1", "ENDED");
    }

    @Test
    void endsAtASegmentThatStopsTheVideo() throws Exception {
        in.open(5);
        in.see(
                segments.stopping(
                        0, Problem.of(Stage.DECODE, Reason.DECODER_CRASH, "It died twice.")));

        assertThat(in.steps()).containsExactly("OPENED", "SEGMENT 0", "ENDED");
    }

    @Test
    void passesThePlaceInLineOnWhileTheVideoIsOpen() throws Exception {
        in.control(segments.queued(1, 90_000));
        in.open(1);
        in.control(segments.queued(1, 60_000));
        in.see(segments.last(0));
        in.control(segments.queued(1, 0));

        assertThat(in.steps()).containsExactly("OPENED", "QUEUED", "SEGMENT 0", "ENDED");
    }

    @Test
    void tellsTheLargestRecord() throws Exception {
        TestingOperatorMetrics metrics = new TestingOperatorMetrics();
        in.measuredBy(metrics);
        ObservedSegment small = segments.part(0, 0, false, 0, 2);
        ObservedSegment large = segments.part(0, 1, false, 2, 9);
        in.see(large);
        in.see(small);

        assertThat(large.bytes()).isGreaterThan(small.bytes());
        assertThat(metrics.gauge(LargestRecord.METRIC)).isEqualTo(large.bytes());
    }
}
