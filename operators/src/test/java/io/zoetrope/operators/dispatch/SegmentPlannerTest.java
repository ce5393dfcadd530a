package io.zoetrope.operators.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.operators.TestingVideos;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentPlannerTest {
    private static final long SECOND = 1_000_000;
    private static final int MAX_SEGMENTS = 50;

    private final SegmentPlanner planner =
            new SegmentPlanner(new PlanOptions(10 * SECOND, 3600 * SECOND, MAX_SEGMENTS));

    @ParameterizedTest
    @CsvSource({
        // key frames every, duration, limit → starts in seconds, those inside a group with a plus
        "2, 60, 0, 0 10 20 30 40 50",
        "3, 30, 0, 0 9 18 27",
        "12, 40, 0, 0 12 24 36",
        "20, 60, 0, 0 20 40",
        "21, 63, 0, 0 +10 21 +31 42 +52",
        "25, 60, 0, 0 +10 25 +35 50",
        "100, 60, 0, 0 +10 +20 +30 +40 +50",
        "2, 12, 0, 0",
        "5, 9, 0, 0",
        "2, 13, 0, 0 10",
        "2, 0, 0, 0 10 20 30 40 50 60 70 80 88",
        "2, 60, 25, 0 10 20",
        "2, 60, 11, 0"
    })
    void cutsAtKeyFramesAndInsideGroupsThatAreTooLong(
            int every, int duration, int limit, String starts) throws RejectedInput {
        SegmentPlan plan =
                planner.plan(
                        media(duration),
                        keyFrames(every, 45),
                        IndexingLimits.of(limit * SECOND, 0));

        assertThat(starts(plan)).isEqualTo(starts);
        for (int i = 1; i < plan.planned(); i++) {
            assertThat(plan.startUs(i)).isEqualTo(plan.endUs(i - 1)).isGreaterThan(0);
            assertThat(plan.endUs(i) - plan.startUs(i)).isLessThanOrEqualTo(30_000_000);
        }
    }

    @Test
    void aFilmOfFourHoursHas1440Cuts() throws RejectedInput {
        SegmentPlanner ordinary =
                new SegmentPlanner(new PlanOptions(10 * SECOND, 86_400 * SECOND, 20_000));

        SegmentPlan plan = ordinary.plan(media(14_400), keyFrames(1, 14_400), IndexingLimits.NONE);

        assertThat(plan.planned()).isEqualTo(1440);
        assertThat(plan.total()).isEqualTo(1440);
    }

    @Test
    void aLengthIsNotBelievedToTheEnd() throws RejectedInput {
        SegmentPlan plan = planner.plan(media(20), keyFrames(2, 10), IndexingLimits.NONE);

        assertThat(plan.total()).isEqualTo(2);
        assertThat(plan.endUs(1)).isEqualTo(30 * SECOND);
        assertThat(plan.isLast(1)).isFalse();
        assertThat(plan.has(2)).isTrue();
        assertThat(plan.startUs(2)).isEqualTo(30 * SECOND);
        assertThat(plan.endUs(2)).isEqualTo(40 * SECOND);
        assertThat(plan.continues(2)).isTrue();
    }

    @Test
    void anUnknownLengthIsReadOnUpToTheLongestThatIsTaken() throws RejectedInput {
        SegmentPlanner short60 =
                new SegmentPlanner(new PlanOptions(10 * SECOND, 60 * SECOND, MAX_SEGMENTS));

        SegmentPlan plan = short60.plan(media(0), keyFrames(100, 1), IndexingLimits.NONE);

        assertThat(plan.total()).isZero();
        assertThat(IntStream.range(0, 100).filter(plan::has).count()).isEqualTo(7);
        assertThat(plan.endUs(6)).isEqualTo(70 * SECOND);
        assertThat(plan.isLast(6)).isFalse();
    }

    @Test
    void anUnknownLengthWithALimitEndsThere() throws RejectedInput {
        SegmentPlan plan =
                planner.plan(media(0), keyFrames(100, 1), IndexingLimits.of(25 * SECOND, 0));

        assertThat(IntStream.range(0, 100).filter(plan::has).count()).isEqualTo(3);
        assertThat(plan.endUs(2)).isEqualTo(25 * SECOND);
        assertThat(plan.isLast(1)).isFalse();
        assertThat(plan.isLast(2)).isTrue();
    }

    @Test
    void noVideoHasMoreSegmentsThanAreTaken() throws RejectedInput {
        SegmentPlan plan =
                planner.plan(media(0), keyFrames(1, 1), IndexingLimits.of(0, 2 * SECOND));

        assertThat(IntStream.range(0, 1000).filter(plan::has).count()).isEqualTo(MAX_SEGMENTS);
        assertThat(plan.limited()).isFalse();
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

        SegmentPlan plan =
                planner.plan(
                        late,
                        new KeyFrameIndex(times, new long[0]),
                        IndexingLimits.of(15 * SECOND, 0));

        assertThat(plan.planned()).isEqualTo(2);
        assertThat(plan.startUs(0)).isEqualTo(100 * SECOND);
        assertThat(plan.startUs(1)).isEqualTo(110 * SECOND);
        assertThat(plan.endUs(1)).isEqualTo(115 * SECOND);
    }

    @Test
    void beginsWithTheSoundThatIsHeardBeforeThePictures() throws RejectedInput {
        MediaInfo late = late("aac").beside(0, "");
        KeyFrameIndex keys = new KeyFrameIndex(new long[] {15 * SECOND}, new long[0]);

        assertThat(starts(planner.plan(late, keys, IndexingLimits.NONE))).startsWith("0 15");
        MediaInfo together = late("aac").beside(15 * SECOND - 20_000, "");
        assertThat(planner.plan(together, keys, IndexingLimits.NONE).startUs(0))
                .isEqualTo(15 * SECOND);
    }

    private static MediaInfo late(String audioCodec) {
        Rational rate = new Rational(25, 1);
        return new MediaInfo(
                15 * SECOND, 20 * SECOND, 64, 64, 0, rate, "mp4", "h264", audioCodec, 1000);
    }

    /** Its reader says that decoding can start at each second. */
    @Test
    void cutsSoundAloneByTime() throws RejectedInput {
        MediaInfo sound =
                new MediaInfo(0, 35 * SECOND, 0, 0, 0, Rational.UNKNOWN, "mp3", "", "mp3", 1000);

        SegmentPlan plan = planner.plan(sound, keyFrames(1, 36), IndexingLimits.NONE);

        assertThat(starts(plan)).isEqualTo("0 10 20 30");
    }

    @Test
    void honoursTheArrivalsSegmentLength() throws RejectedInput {
        IndexingLimits limits = IndexingLimits.of(0, 4 * SECOND);

        assertThat(starts(planner.plan(media(12), keyFrames(1, 12), limits))).isEqualTo("0 4 8");
    }

    @Test
    void beginsAtZeroAndGivesThePositionOfTheKeyFrameBefore() throws RejectedInput {
        KeyFrameIndex index =
                new KeyFrameIndex(
                        new long[] {-40_000, 9 * SECOND, 45 * SECOND}, new long[] {188, 376, 564});

        SegmentPlan plan = planner.plan(media(60), index, IndexingLimits.NONE);

        assertThat(starts(plan)).isEqualTo("0 9 +19 +29 45 +55");
        assertThat(IntStream.range(0, 7).mapToLong(plan::position))
                .containsExactly(188L, 376L, 376L, 376L, 564L, 564L, 564L);
    }

    @Test
    void plansWithoutKeyFrames() throws RejectedInput {
        KeyFrameIndex none = new KeyFrameIndex(new long[0], new long[0]);

        SegmentPlan plan = planner.plan(media(30), none, IndexingLimits.NONE);

        assertThat(starts(plan)).isEqualTo("0 +10 +20");
        assertThat(plan.position(1)).isEqualTo(-1);
    }

    @Test
    void turnsDownWhatIsTooLongOrTooFine() throws RejectedInput {
        assertThatExceptionOfType(RejectedInput.class)
                .isThrownBy(() -> planner.plan(media(4000), keyFrames(2, 9), IndexingLimits.NONE))
                .matches(e -> e.reason().equals("too_long"));
        IndexingLimits limit = IndexingLimits.of(100 * SECOND, 0);
        assertThat(planner.plan(media(4000), keyFrames(2, 50), limit).planned()).isEqualTo(10);
        assertThatExceptionOfType(RejectedInput.class)
                .isThrownBy(() -> planner.plan(media(900), keyFrames(2, 450), IndexingLimits.NONE))
                .matches(e -> e.reason().equals("too_many_segments"));
    }

    private static String starts(SegmentPlan plan) {
        return IntStream.range(0, plan.planned())
                .mapToObj(i -> (plan.continues(i) ? "+" : "") + plan.startUs(i) / SECOND)
                .collect(Collectors.joining(" "));
    }

    private static KeyFrameIndex keyFrames(int everySeconds, int count) {
        long[] times = LongStream.range(0, count).map(i -> i * everySeconds * SECOND).toArray();
        return new KeyFrameIndex(times, new long[0]);
    }

    private static MediaInfo media(int seconds) {
        return TestingVideos.media(seconds, 320, 240);
    }
}
