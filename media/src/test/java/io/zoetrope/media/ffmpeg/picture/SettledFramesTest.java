package io.zoetrope.media.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.Sampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettledFramesTest {
    private static final int FPS = 25;
    private static final long FRAME_US = 1_000_000 / FPS;
    private static final int GROUND = 60;
    private static final int INK = 200;

    private interface Scene {
        void draw(double second, byte[] light);
    }

    @Test
    void aStillPictureIsTakenOnceInTheLongestTime() {
        assertThat(chosen(25, (second, light) -> {})).containsExactly(0., 10., 20.);
    }

    @Test
    void aCaptionIsTakenOnceItHoldsAndAgainOnceItIsGone() {
        assertThat(chosen(9, (second, light) -> caption(second >= 3 && second < 5, light)))
                .containsExactly(0., 3.48, 5.48);
    }

    @ParameterizedTest
    @CsvSource({"3.04, 5.04", "3.4, 5.4", "3.96, 5.96", "4.5, 6.5"})
    void aCaptionOfTwoSecondsInFrontOfWhatMovesIsNotMissed(double from, double to) {
        List<Double> chosen =
                chosen(
                        9,
                        (second, light) -> {
                            moving(second, light);
                            caption(second >= from && second < to, light);
                        });
        assertThat(chosen).anyMatch(second -> second >= from + 0.2 && second < to);
        assertThat(chosen).as("its end").anyMatch(second -> second >= to && second < to + 1);
    }

    /** A caption that stays while somebody walks in front of what is around it. */
    @Test
    void whatMovesBesideACaptionThatStaysIsNotTaken() {
        assertThat(
                        chosen(
                                9,
                                (second, light) -> {
                                    moving(second, light);
                                    caption(true, light);
                                }))
                .containsExactly(0.);
    }

    @Test
    void whatFlickersIsNotTaken() {
        assertThat(chosen(9, (second, light) -> caption((int) (second * FPS) / 6 % 2 == 0, light)))
                .containsExactly(0.);
    }

    @Test
    void noiseIsNoChange() {
        Random random = new Random(1);
        assertThat(
                        chosen(
                                9,
                                (second, light) -> {
                                    for (int i = 0; i < light.length; i++) {
                                        light[i] += (byte) Math.round(random.nextGaussian() * 3);
                                    }
                                }))
                .containsExactly(0.);
    }

    @Test
    void eachShotHasOneThoughAllOfItMoves() {
        List<Double> chosen =
                chosen(9, (second, light) -> moving(second < 4 ? second : second + 2.5, light));
        assertThat(chosen).anyMatch(second -> second >= 4.3 && second < 4.7);
    }

    @Test
    void picturesThatChangeAllTheTimeAreNotTakenMoreOftenThanTheLeastTime() {
        Random random = new Random(1);
        List<Double> chosen = chosen(9, (second, light) -> random.nextBytes(light));
        for (int i = 1; i < chosen.size(); i++) {
            assertThat(chosen.get(i) - chosen.get(i - 1)).isGreaterThanOrEqualTo(1);
        }
    }

    /** Pages that are one frame each hold as long as their frame does. */
    @Test
    void oneFrameForEachPageIsEnough() {
        SettledFrames frames = new SettledFrames(Sampling.settled(1_000_000, 10_000_000));
        List<Integer> chosen = new ArrayList<>();
        for (int page = 0; page < 5; page++) {
            FrameSignature frame = frame();
            Arrays.fill(frame.light(), page * 64, page * 64 + 8, (byte) INK);
            if (frames.select(page * 3_000_000L, (page + 1) * 3_000_000L, frame)) {
                chosen.add(page);
            }
        }
        assertThat(chosen).containsExactly(0, 1, 2, 3, 4);
    }

    private static List<Double> chosen(int seconds, Scene scene) {
        SettledFrames frames = new SettledFrames(Sampling.settled(1_000_000, 10_000_000));
        List<Double> chosen = new ArrayList<>();
        for (int i = 0; i < seconds * FPS; i++) {
            FrameSignature frame = frame();
            scene.draw(i / (double) FPS, frame.light());
            if (frames.select(i * FRAME_US, (i + 1) * FRAME_US, frame)) {
                chosen.add(i / (double) FPS);
            }
        }
        return chosen;
    }

    private static FrameSignature frame() {
        FrameSignature frame = new FrameSignature();
        Arrays.fill(frame.light(), (byte) GROUND);
        return frame;
    }

    private static void caption(boolean shown, byte[] light) {
        for (int x = 20; shown && x < 40; x++) {
            light[31 * FrameSignature.WIDTH + x] = (byte) INK;
        }
    }

    /** Stripes that cross the picture in 0.8 s. */
    private static void moving(double second, byte[] light) {
        for (int i = 0; i < light.length; i++) {
            double phase = i % FrameSignature.WIDTH / 16. + second * 1.25;
            light[i] = (byte) (110 + 70 * Math.sin(2 * Math.PI * phase));
        }
    }
}
