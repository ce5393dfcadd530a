package io.zoetrope.operators.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.dispatch.DispatchMetric;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the line is told of its segments: late, twice, never, or by a run that was lost. */
class WaitingLineMessagesTest {
    private TestingLine in = new TestingLine(TestingLine.OPTIONS);

    @Test
    void whatIsNotHeardOfIsSentAgainAndThenWaitedForTwiceAsLong() {
        in = new TestingLine(TestingLine.OPTIONS.withLease(600_000));
        in.add("a", "clip", 2);
        Segment first = in.next();
        in.tick(599_999);
        assertThat(in.next()).isNull();
        in.tick(1);
        assertThat(in.next()).isEqualTo(first.sentTo(1, in.run));
        assertThat(in.count(DispatchMetric.LEASES)).isEqualTo(1);
        in.tick(1_199_999);
        assertThat(in.next()).isNull();
        in.tick(1);
        assertThat(in.next().index()).isZero();
    }

    @Test
    void messagesMayComeTwiceLateAndOutOfOrder() {
        in.add("a", "film", 100);
        List<Segment> sent = in.all();
        SegmentDone second = in.arrive(sent.get(1));
        SegmentDone third = in.arrive(sent.get(0));
        in.line.hear(third, in.nowMs);
        in.line.hear(second, in.nowMs);
        in.line.hear(third, in.nowMs);

        assertThat(in.line.onTheWay()).isEqualTo(2);
        assertThat(in.line.cursor("film").done()).isEqualTo(2);
        assertThat(in.all()).hasSize(2);
        assertThat(in.count(DispatchMetric.REPEATED)).isEqualTo(2);
    }

    @Test
    void oneMessageThatIsLostIsMadeUpForByTheNext() {
        in.add("a", "film", 100);
        List<Segment> sent = in.all();
        in.arrive(sent.get(0));
        in.done(sent.get(1));

        assertThat(in.line.cursor("film").done()).isEqualTo(2);
        assertThat(in.all()).hasSize(2);
    }

    @Test
    void aMessageAboutWhatWasNeverSentChangesNothing() {
        in.add("a", "film", 100);
        List<Segment> sent = in.all();
        SegmentDone forged = SegmentDone.done("film", 1, 99, 99, 0, in.run).ending(true, false);
        in.line.hear(forged, in.nowMs);
        assertThat(in.line.cursor("film").done()).as("bounded by what was sent").isEqualTo(4);
        assertThat(in.line.size()).isEqualTo(1);
        in.line.hear(SegmentDone.done("film", 7, 1, 1, 0, in.run), in.nowMs);
        in.line.hear(SegmentDone.done("unheard-of", 1, 1, 1, 0, in.run), in.nowMs);
        assertThat(in.count(DispatchMetric.LATE)).isEqualTo(2);
        assertThat(sent).hasSize(4);
    }

    /** Such an answer names no segment, for none of it was ever in order. */
    @Test
    void aVideoWhoseLifeWasOverBeforeItBeganLeaves() {
        in.add("a", "film", 100);
        Segment first = in.next();
        in.line.hear(over(first, in.run + 1), in.nowMs);
        assertThat(in.line.size()).as("this line did not send it").isEqualTo(1);

        in.line.hear(over(first, in.run), in.nowMs);
        assertThat(in.line.size()).isZero();
    }

    private static SegmentDone over(Segment segment, long run) {
        return SegmentDone.done("film", 1, -1, segment.index(), 0, run).ending(true, true);
    }

    @Test
    void aConclusionTakesAVideoOut() {
        in.add("default", "film", 1000);
        in.all();
        VideoRef video = in.plans.get("film").video();
        in.line.hear(
                SegmentDone.concluded(video, 1, 1, in.run, IndexingState.PARTIAL, 0), in.nowMs);
        assertThat(in.line.size()).isZero();
    }

    @Test
    void afterARestartOnlyWhatWasSentBeforeItsStateWasWrittenIsBelieved() {
        in.add("default", "film", 1000);
        List<Segment> sent = in.all();
        long lostRun = in.run;
        in.restart();
        assertThat(in.line.onTheWay()).isEqualTo(4);

        // The run that was lost went on to the end; its words are still in the topic.
        SegmentDone stale = SegmentDone.done("film", 1, 60, 60, 0, lostRun);
        in.line.hear(stale, in.nowMs);
        assertThat(in.line.cursor("film").done()).isEqualTo(4);
        SegmentDone last = SegmentDone.done("film", 1, 99, 99, 0, lostRun).ending(true, false);
        in.line.hear(last, in.nowMs);
        VideoRef video = in.plans.get("film").video();
        in.line.hear(
                SegmentDone.concluded(video, 1, 99, lostRun, IndexingState.READY, 0), in.nowMs);

        assertThat(in.line.size()).isEqualTo(1);
        assertThat(in.all()).extracting(Segment::index).containsExactly(4, 5, 6, 7);
        in.line.hear(stale, in.nowMs);
        assertThat(in.line.onTheWay()).as("nothing is believed to be done").isEqualTo(4);
        assertThat(sent).hasSize(4);
    }

    @Test
    void aLineOfFewerSlotsTakesOver() {
        in.add("a", "film", 1000);
        in.all();
        TestingLine smaller = new TestingLine(DispatchOptions.of(TestingLine.PLAN, 1, 4));
        smaller.plans.putAll(in.plans);
        smaller.line.enter("film", in.line.cursor("film"), in.nowMs);
        assertThat(smaller.line.onTheWay()).isEqualTo(4);
        smaller.line.hear(SegmentDone.done("film", 1, 3, 3, 0, 1), in.nowMs);
        assertThat(smaller.all()).extracting(Segment::slot).containsExactly(0, 0, 0, 0);
    }
}
