package io.zoetrope.operators.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.StoreName;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.Segment;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A place for a decoder in the middle of a group of pictures, and who gets it after another. */
class WaitingLineChainsTest {
    /** More than all windows together: no slot is ever full. */
    private static final int ROOM = 1000;

    private final TestingLine in =
            new TestingLine(DispatchOptions.of(TestingLine.PLAN, TestingLine.SLOTS, ROOM));

    private Segment last;

    /** A tenant may hold two places; two videos have them, and two wait. */
    @BeforeEach
    void twoWait() {
        add("holds", "s3a://here/holds");
        add("stays", "s3a://here/stays");
        Deque<Segment> sent = new ArrayDeque<>(in.all());
        add("first", "http://away/first.mp4");
        add("second", "s3a://here/second");
        assertThat(in.all()).isEmpty();
        away("http://away/clip.mp4");
        while (in.line.video("holds").done < 9) {
            Segment segment = sent.removeFirst();
            if (segment.video().videoId().equals("holds")) {
                in.done(segment);
                sent.addAll(in.all());
            }
        }
        sent.removeIf(segment -> !segment.video().videoId().equals("holds"));
        last = sent.getLast();
    }

    @Test
    void aVideoWhoseStoreIsAwayLeavesItToTheNext() {
        in.done(last);

        assertThat(in.all()).extracting(TestingLine::name).contains("second0");
    }

    @Test
    void aVideoThatIsRemovedLeavesItToTheNext() {
        in.done(last);
        in.line.cancel("first", 2, in.nowMs);

        assertThat(in.all()).extracting(TestingLine::name).contains("second0");
    }

    @Test
    void nobodyGetsItWhileItIsHeld() {
        in.line.cancel("first", 2, in.nowMs);

        assertThat(in.all()).isEmpty();
    }

    private void add(String id, String uri) {
        in.add("t", id, 100, 1000, uri);
    }

    /** Clips of another tenant come until their store is left alone. */
    private void away(String uri) {
        for (int i = 0; in.line.storesDown().isEmpty(); i++) {
            String id = "clip" + i;
            in.add("other", id, 2, 2, uri);
            for (Segment segment : in.all()) {
                SegmentDone told =
                        SegmentDone.retry(
                                id, 1, segment.index(), segment.run(), StoreName.of(uri), "d");
                in.line.hear(told, in.nowMs);
            }
        }
    }
}
