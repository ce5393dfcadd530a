package io.zoetrope.operators.compose;

import static io.zoetrope.operators.compose.TestingMoments.NO_CUTS;
import static io.zoetrope.operators.compose.TestingMoments.compose;
import static io.zoetrope.operators.compose.TestingMoments.frame;
import static io.zoetrope.operators.compose.TestingMoments.frames;
import static io.zoetrope.operators.compose.TestingMoments.onlySeen;
import static io.zoetrope.operators.compose.TestingMoments.times;
import static io.zoetrope.operators.compose.TestingMoments.withLabels;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.observe.ObservedFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From when to when moments are, whatever times the frames have. */
class MomentTimesTest {
    @Test
    void aStillIsShownByAsManyMomentsAsItTakes() {
        List<ObservedFrame> still = List.of(frame(0, 'a'));

        assertThat(times(compose(still, NO_CUTS, 30_000_000)))
                .containsExactly("0-10000", "10000-20000", "20000-30000");
        assertThat(times(compose(still, NO_CUTS, 10_040_000)))
                .containsExactly("0-5020", "5020-10040");
        assertThat(times(compose(still, new long[] {12_000_000}, 13_000_000)))
                .containsExactly("0-6000", "6000-12000");
    }

    @Test
    void framesFarApartAreShownUntilTheNextOneComes() {
        List<ObservedFrame> sparse =
                List.of(frame(0, 'a'), frame(2_000_000, 'a'), frame(30_000_000, 'b'));

        List<ComposedMoment> moments = compose(sparse, NO_CUTS, 45_000_000);

        assertThat(times(moments))
                .containsExactly(
                        "0-10000", "10000-20000", "20000-30000", "30000-37500", "37500-45000");
        assertThat(moments)
                .extracting(moment -> moment.key().ptsUs())
                .containsExactly(0L, 2_000_000L, 2_000_000L, 30_000_000L, 30_000_000L);
    }

    @Test
    void aFrameThatComesALittleLateLeavesNoGap() {
        List<ObservedFrame> frames = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            frames.add(frame(i * 1_001_000L, 'a'));
        }

        assertThat(times(compose(frames, NO_CUTS, 25_025_000)))
                .containsExactly("0-9009", "9009-18018", "18018-25025");
    }

    @Test
    void momentsTileTheTimeFromTheFirstFrameToTheEnd() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<ObservedFrame> frames = new ArrayList<>();
            long us = random.nextInt(3_000_000);
            for (int i = 0; i < 30; i++) {
                ObservedFrame frame = frame(us, (char) ('a' + random.nextInt(2)));
                frames.add(random.nextInt(5) == 0 ? frame.ofTransition() : frame);
                us += 1 + random.nextInt(random.nextInt(4) == 0 ? 40_000_000 : 1_500_000);
            }
            List<ObservedFrame> labelled = new ArrayList<>(withLabels(frames, random));
            labelled.sort(Comparator.comparingLong(ObservedFrame::ptsUs));
            List<ComposedMoment> moments = compose(labelled, NO_CUTS, us);

            long upToUs = frames.get(0).ptsUs();
            for (ComposedMoment moment : moments) {
                assertThat(moment.startUs()).isEqualTo(upToUs);
                upToUs = moment.endUs();
                assertThat(upToUs - moment.startUs()).isBetween(1L, 10_000_000L);
            }
            assertThat(upToUs).isEqualTo(us);
        }
    }

    @Test
    void aClockThatLeapsFarGivesNoMomentsWithoutEnd() {
        List<ObservedFrame> frames = List.of(frame(0, 'a'), frame(1L << 60, 'a'));

        assertThat(compose(frames, NO_CUTS, (1L << 60) + 1)).hasSize(361);
        assertThat(compose(List.of(frame(0, 'a'), onlySeen(1L << 60, "late")), NO_CUTS, 1L << 61))
                .hasSizeLessThan(800);
    }
}
