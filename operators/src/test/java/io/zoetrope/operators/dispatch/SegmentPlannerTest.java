package io.zoetrope.operators.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.operators.dispatch.SegmentPlanner.Range;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentPlannerTest {
    private static final long SECOND = 1_000_000;

    private final SegmentPlanner planner =
            new SegmentPlanner(new PlanOptions(10 * SECOND, 3600 * SECOND, 50));

    @ParameterizedTest
    @CsvSource({
        // key frames every, duration, limit → starts, in seconds
        "2, 60, 0, 0 10 20 30 40 50",
        "3, 30, 0, 0 9 18 27",
        "12, 40, 0, 0 12 24 36",
        "2, 12, 0, 0",
        "5, 9, 0, 0",
        "2, 13, 0, 0 10",
        "2, 0, 0, 0 10 20 30 40 50 60 70 80 88",
        "2, 60, 25, 0 10 20",
        "2, 60, 11, 0",
        "100, 60, 0, 0"
    })
    void cutsAtTheLastKeyFrameWithinTheLength(int every, int duration, int limit, String starts)
            throws RejectedInput {
        List<Range> plan =
                planner.plan(
                        media(duration),
                        keyFrames(every, 45),
                        new IndexingLimits(limit * SECOND, 0));

        assertThat(plan)
                .extracting(range -> range.startUs() / SECOND)
                .containsExactlyElementsOf(
                        Arrays.stream(starts.split(" ")).map(Long::valueOf).toList());
        for (int i = 1; i < plan.size(); i++) {
            assertThat(plan.get(i).startUs()).isEqualTo(plan.get(i - 1).endUs());
        }
        assertThat(plan.get(plan.size() - 1).endUs())
                .isEqualTo(limit == 0 ? Long.MAX_VALUE : limit * SECOND);
    }

    @Test
    void beginsWithTheFirstPictureHoweverLateItStands() throws RejectedInput {
        MediaInfo late = media(30);
        late =
                new MediaInfo(
                        100 * SECOND,
                        late.durationUs(),
                        late.width(),
                        late.height(),
                        0,
                        late.frameRate(),
                        late.container(),
                        late.videoCodec(),
                        "",
                        late.sizeBytes());
        long[] times = LongStream.range(0, 15).map(i -> (100 + 2 * i) * SECOND).toArray();

        List<Range> plan =
                planner.plan(
                        late,
                        new KeyFrameIndex(times, new long[0]),
                        new IndexingLimits(15 * SECOND, 0));

        assertThat(plan).extracting(Range::startUs).containsExactly(100 * SECOND, 110 * SECOND);
        assertThat(plan.get(1).endUs()).isEqualTo(115 * SECOND);
    }

    @Test
    void honoursTheArrivalsSegmentLength() throws RejectedInput {
        IndexingLimits limits = new IndexingLimits(0, 4 * SECOND);

        assertThat(planner.plan(media(12), keyFrames(1, 12), limits))
                .extracting(Range::startUs)
                .containsExactly(0L, 4 * SECOND, 8 * SECOND);
    }

    @Test
    void beginsAtZeroAndGivesBytePositions() throws RejectedInput {
        KeyFrameIndex index =
                new KeyFrameIndex(
                        new long[] {-40_000, 9 * SECOND, 18 * SECOND}, new long[] {188, 376, 564});

        assertThat(planner.plan(media(30), index, IndexingLimits.NONE))
                .containsExactly(
                        new Range(0, 9 * SECOND, 188),
                        new Range(9 * SECOND, 18 * SECOND, 376),
                        new Range(18 * SECOND, Long.MAX_VALUE, 564));
    }

    @Test
    void plansOneRangeWithoutKeyFrames() throws RejectedInput {
        KeyFrameIndex none = new KeyFrameIndex(new long[0], new long[0]);

        assertThat(planner.plan(media(60), none, IndexingLimits.NONE))
                .containsExactly(new Range(0, Long.MAX_VALUE, -1));
    }

    @Test
    void turnsDownWhatIsTooLongOrTooFine() throws RejectedInput {
        assertThatExceptionOfType(RejectedInput.class)
                .isThrownBy(() -> planner.plan(media(4000), keyFrames(2, 9), IndexingLimits.NONE))
                .matches(e -> e.reason().equals("too_long"));
        IndexingLimits limit = new IndexingLimits(100 * SECOND, 0);
        assertThat(planner.plan(media(4000), keyFrames(2, 50), limit)).hasSize(10);
        assertThatExceptionOfType(RejectedInput.class)
                .isThrownBy(() -> planner.plan(media(900), keyFrames(2, 450), IndexingLimits.NONE))
                .matches(e -> e.reason().equals("too_many_segments"));
    }

    private static KeyFrameIndex keyFrames(int everySeconds, int count) {
        long[] times = LongStream.range(0, count).map(i -> i * everySeconds * SECOND).toArray();
        return new KeyFrameIndex(times, new long[0]);
    }

    private static MediaInfo media(int seconds) {
        return new MediaInfo(
                0, seconds * SECOND, 320, 240, 0, Rational.UNKNOWN, "mp4", "h264", "", 1000);
    }
}
