package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Vector;
import io.zoetrope.media.PictureQuality;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFrameChoiceTest {
    private static final Vector MEAN = new Vector(new float[] {1, 0});
    private static final PictureQuality GOOD = new PictureQuality(.5f, .2f, .1f);
    private static final PictureQuality BLACK = new PictureQuality(.01f, .004f, .001f);
    private static final PictureQuality BLURRED = new PictureQuality(.5f, .2f, .03f);
    private static final PictureQuality WHITE = new PictureQuality(.99f, .002f, .001f);

    @Test
    void ofGoodOnesTheNearestToTheMean() {
        assertThat(chosen(frame(1, .8f, GOOD), frame(2, .9f, GOOD), frame(3, .7f, GOOD)))
                .isEqualTo(2);
    }

    @Test
    void theEarliestOfEquals() {
        assertThat(chosen(frame(1, .9f, GOOD), frame(2, .9f, GOOD))).isEqualTo(1);
    }

    @Test
    void blackPlainAndBlurredOnesAreLeft() {
        assertThat(
                        chosen(
                                frame(1, 1, BLACK),
                                frame(2, .99f, WHITE),
                                frame(3, .98f, BLURRED),
                                frame(4, .5f, GOOD)))
                .isEqualTo(4);
    }

    @Test
    void whatMayBeATransitionIsLeft() {
        RunFrame first = new RunFrame(200_000, look(1), "0", GOOD);
        RunFrame last = new RunFrame(9_700_000, look(1), "9", GOOD);

        assertThat(chosen(first, frame(4, .6f, GOOD), last)).isEqualTo(4);
        assertThat(chosen(first, last)).isZero();
    }

    /** One of a dissolve is sharp and full of things, and like both of its shots. */
    @Test
    void whatShowsTwoShotsIsLeft() {
        RunFrame mixed = new RunFrame(5_000_000, look(1), "", GOOD, true);

        assertThat(chosen(mixed, frame(7, .5f, BLURRED))).isEqualTo(7);
        assertThat(chosen(mixed, frame(7, .5f, BLACK))).isEqualTo(5);
        assertThat(chosen(mixed)).isEqualTo(5);
    }

    @Test
    void inTheDarkThePictureIsDark() {
        assertThat(chosen(frame(1, .8f, BLACK), frame(2, .9f, BLACK))).isEqualTo(2);
    }

    /** Two hours of black hold no number that says nothing. */
    @Test
    void whereNothingIsKnownTheNearestIsTaken() {
        PictureQuality unknown = PictureQuality.UNKNOWN;
        assertThat(chosen(frame(0, .95f, unknown), frame(2, .9f, unknown))).isZero();
        assertThat(chosen(frame(0, .95f, unknown), frame(2, .9f, GOOD))).isEqualTo(2);
    }

    private static RunFrame frame(int second, float cosine, PictureQuality quality) {
        return new RunFrame(second * 1_000_000L, look(cosine), "", quality);
    }

    private static Vector look(float cosine) {
        return new Vector(new float[] {cosine, (float) Math.sqrt(1 - cosine * cosine)});
    }

    private static long chosen(RunFrame... frames) {
        return KeyFrameChoice.of(List.of(frames), MEAN, 0, 10_000_000).ptsUs() / 1_000_000;
    }
}
