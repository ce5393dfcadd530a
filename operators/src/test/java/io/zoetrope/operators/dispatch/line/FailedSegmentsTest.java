package io.zoetrope.operators.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.StoreName;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments that cannot be made, and a store that does not take what is made. */
class FailedSegmentsTest {
    private static final String SOURCE = "s3a://bucket";

    private final TestingLine in =
            new TestingLine(DispatchOptions.of(TestingLine.PLAN, 1, 1).withWindow(4));

    @Test
    void aSegmentThatCannotBeMadeIsTriedAgainAfterLongerAndLongerWaits() {
        in.add("a", "film", 100);
        List<Long> triedMs = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            for (Segment segment : in.all()) {
                triedMs.add(in.nowMs);
                in.line.hear(failed(segment), in.nowMs);
            }
            in.tick(1_000);
        }
        assertThat(triedMs).extracting(ms -> ms - triedMs.get(0)).hasSize(5);
        for (int i = 2; i < triedMs.size(); i++) {
            long before = triedMs.get(i - 1) - triedMs.get(i - 2);
            assertThat(triedMs.get(i) - triedMs.get(i - 1)).isGreaterThan(before);
        }
        List<Ending> endings = in.line.takeEndings();
        assertThat(endings).hasSize(1);
        assertThat(endings.get(0).problem().is(Reason.ENCODING_FAILED)).isTrue();
        assertThat(endings.get(0).problem().stage()).isEqualTo(Stage.PACKAGE.wire());
        assertThat(endings.get(0).problem().detail()).contains("5 attempts", "no such rate");
    }

    @Test
    void oneThatIsMadeInTheEndCostsNothing() {
        in.add("a", "film", 20);
        Segment first = in.all().get(0);
        in.line.hear(failed(first), in.nowMs);
        in.tick(2_000);
        in.done(in.all().get(0));
        in.tick(2_000);
        in.done(in.all().get(0));
        assertThat(in.line.takeEndings()).isEmpty();
        assertThat(in.line.isIdle()).isTrue();
    }

    @Test
    void anObjectStoreThatIsAwayIsNotTheSourcesFault() {
        for (int i = 0; i < 6; i++) {
            in.add("a", "clip" + i, 2);
        }
        for (int i = 0; i < 6; i++) {
            for (Segment segment : in.all()) {
                in.line.hear(
                        SegmentDone.retry(
                                        segment.video().videoId(),
                                        1,
                                        segment.index(),
                                        segment.run(),
                                        "the object store",
                                        "no space")
                                .ofPlayback(),
                        in.nowMs);
            }
            in.tick(1_000);
        }
        assertThat(in.line.storesDown()).containsExactly("the object store");
    }

    @Test
    void aSourceThatDidNotAnswerIsNoAttempt() {
        in.add("a", "film", 10);
        in.add("a", "another", 5_000);
        int asked = 0;
        for (int second = 0; asked < 5; second++) {
            assertThat(second).isLessThan(600);
            for (Segment segment : in.all()) {
                if (segment.video().videoId().equals("another")) {
                    in.done(segment);
                } else if (++asked < 5) {
                    in.line.hear(retry(segment, SOURCE), in.nowMs);
                } else {
                    in.line.hear(failed(segment), in.nowMs);
                }
            }
            in.tick(1_000);
        }
        assertThat(in.line.takeEndings()).as("given up after one attempt").isEmpty();
    }

    @Test
    void aSourceThatWasReadAnsweredWhateverBecameOfIt() {
        for (String store : List.of(SOURCE, StoreName.OWN)) {
            TestingLine line =
                    new TestingLine(DispatchOptions.of(TestingLine.PLAN, 1, 1).withWindow(1));
            for (int i = 0; i < 6; i++) {
                line.add("a", "clip" + i, 2);
            }
            for (int second = 0; line.line.storesDown().isEmpty(); second++) {
                assertThat(second).isLessThan(60);
                line.all().forEach(s -> line.line.hear(retry(s, SOURCE), line.nowMs));
                line.tick(1_000);
            }
            List<Segment> trial = line.all();
            for (int second = 0; trial.isEmpty(); second++) {
                assertThat(second).isLessThan(600);
                line.tick(1_000);
                trial = line.all();
            }
            Segment read = trial.get(0);
            line.line.hear(store.equals(SOURCE) ? failed(read) : retry(read, store), line.nowMs);
            assertThat(line.line.storesDown()).as(store).isEmpty();
        }
    }

    private static SegmentDone retry(Segment segment, String store) {
        return SegmentDone.retry(
                        segment.video().videoId(),
                        1,
                        segment.index(),
                        segment.run(),
                        store,
                        "no answer")
                .ofPlayback();
    }

    private static SegmentDone failed(Segment segment) {
        return SegmentDone.failed(
                        segment.video().videoId(),
                        1,
                        segment.index(),
                        segment.run(),
                        "no such rate")
                .ofPlayback();
    }
}
