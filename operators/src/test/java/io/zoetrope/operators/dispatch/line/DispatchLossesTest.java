package io.zoetrope.operators.dispatch.line;

import static io.zoetrope.operators.dispatch.line.TestingDispatch.LEASE_MS;
import static io.zoetrope.operators.dispatch.line.TestingDispatch.opened;
import static io.zoetrope.operators.dispatch.line.TestingDispatch.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.dispatch.Segment;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the line if the job, messages or segments are lost. */
class DispatchLossesTest {
    @AutoClose private TestingDispatch dispatch;

    @BeforeEach
    void start() throws Exception {
        dispatch = new TestingDispatch();
    }

    @Test
    void aLineIsRestoredWhereItStood() throws Exception {
        dispatch.change(opened("film", 1, 100));
        for (int i = 0; i < 20; i++) {
            dispatch.change(opened("clip" + i, 1, 5));
        }
        dispatch.done("film", 0);
        dispatch.restore();

        // Its timer fires, though nothing comes in.
        dispatch.harness().setProcessingTime(5_000);
        assertThat(dispatch.sent()).isEmpty();
        dispatch.hear(SegmentDone.done("film", 1, 3, 3, 0, 0));
        assertThat(dispatch.sent())
                .hasSizeBetween(3, 4)
                .anyMatch(segment -> segment.startsWith("clip"));
        int rounds = 0;
        for (int from = 0; from < dispatch.sent().size(); rounds++) {
            Segment segment = dispatch.segments().get(from++);
            String key = segment.video().videoId();
            boolean last = segment.index() == segment.total() - 1;
            dispatch.hear(
                    SegmentDone.done(key, 1, segment.index(), segment.index(), 0, segment.run())
                            .ending(last, false));
        }
        assertThat(rounds).as("all but what was sent before").isEqualTo(30 - 5);
        dispatch.hear(SegmentDone.done("clip0", 1, 0, 0, 0, 0).ending(true, false));
        assertThat(dispatch.harness().numKeyedStateEntries()).isZero();
    }

    /** So that those behind it do not take the gap for a loss. */
    @Test
    void tellsWhetherASegmentWaitsToBeSentAgain() throws Exception {
        dispatch.change(opened("film", 1, 100));
        dispatch.hear(dispatch.retry(1));
        dispatch.hear(dispatch.retry(1));
        assertThat(dispatch.control()).containsExactly("OPENED film 10", "HELD film");
        dispatch.hear(dispatch.retry(0));
        dispatch.restore();

        dispatch.harness().setProcessingTime(5_000);
        assertThat(dispatch.sent()).startsWith("film 0@0").contains("film 1@1");
        assertThat(dispatch.control()).containsExactly("RESUMED film");
    }

    @Test
    void nobodyIsToldOfWhatIsSentAgainAtOnce() throws Exception {
        dispatch.change(opened("film", 1, 60));
        dispatch.harness().setProcessingTime(LEASE_MS);
        dispatch.harness().setProcessingTime(LEASE_MS + 1000);

        assertThat(dispatch.sent()).as("sent again").hasSize(8);
        assertThat(dispatch.control()).containsExactly("OPENED film 6");
    }

    @Test
    void lostMessagesStallNothing() throws Exception {
        dispatch.change(opened("film", 1, 60));
        assertThat(dispatch.sent()).hasSize(4);
        // Nothing comes back at all.
        dispatch.harness().setProcessingTime(LEASE_MS);
        dispatch.harness().setProcessingTime(LEASE_MS + 1000);
        assertThat(dispatch.sent()).hasSize(8);
        dispatch.hear(dispatch.done(3));
        assertThat(dispatch.sent()).hasSize(10);
        dispatch.hear(dispatch.done(5).ending(true, false));
        assertThat(dispatch.harness().numKeyedStateEntries()).isZero();
    }

    /** Anyone may write to the topic: numbers that nobody sent, of videos that are in the line. */
    @Test
    void whateverIsToldNothingFails() throws Exception {
        Random random = new Random(11);
        dispatch.change(opened("v0", 1, 100));
        long run = dispatch.segments().get(0).run();
        for (int i = 0; i < 20_000; i++) {
            int life = i / 100;
            if (i % 20 == 0) {
                dispatch.change(opened("v" + random.nextInt(4), 100L * life + 2, 100));
            }
            dispatch.hear(foolish(random, 100L * life, run));
            if (i % 1_000 == 0) {
                dispatch.harness().setProcessingTime(i);
            }
        }
        dispatch.restore();
        dispatch.harness().setProcessingTime(40_000);
        dispatch.change(opened("last", 1_000_000, 10));
        for (int minute = 1; minute < 10; minute++) {
            dispatch.harness().setProcessingTime(40_000 + minute * LEASE_MS);
        }
        assertThat(dispatch.sent()).anyMatch(segment -> segment.startsWith("last 0"));
    }

    private static SegmentDone foolish(Random random, long life, long run) {
        int[] indexes = {Integer.MIN_VALUE, -2, -1, 0, 1, 3, 9, 10, 99, Integer.MAX_VALUE};
        SegmentDone.Kind[] kinds = SegmentDone.Kind.values();
        String video = "v" + random.nextInt(5);
        long generation = life + random.nextInt(4);
        int index = indexes[random.nextInt(indexes.length)];
        int arrived = indexes[random.nextInt(indexes.length)];
        long itsRun = random.nextBoolean() ? run : random.nextLong();
        return switch (kinds[random.nextInt(kinds.length)]) {
            case DONE ->
                    SegmentDone.done(video, generation, index, arrived, random.nextLong(), itsRun)
                            .ending(random.nextInt(50) == 0, random.nextInt(50) == 0);
            case RETRY -> SegmentDone.retry(video, generation, index, itsRun, "s3a://x", "");
            case CAPTIONS -> SegmentDone.captionsAway(video, generation, index, itsRun, "", "");
            case FAILED -> SegmentDone.failed(video, generation, index, itsRun, "x");
            case AGAIN -> SegmentDone.again(video, generation, itsRun);
            case CONCLUDED ->
                    SegmentDone.concluded(
                            video(video), generation, index, itsRun, null, random.nextLong());
        };
    }
}
