package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShotDetectorTest {
    private static final int FRAMES = 60;

    /** A scene by number: its own pattern of light and colour, shifted by motion. */
    private static FrameSignature scene(int seed, int shift, double gain) {
        Random random = new Random(seed);
        int[] fields = random.ints(16 * 9 * 3, 30, 220).toArray();
        FrameSignature picture = new FrameSignature();
        for (int i = 0; i < FrameSignature.CELLS; i++) {
            int x = (i % FrameSignature.WIDTH + shift) / 4 % 16;
            int y = i / FrameSignature.WIDTH / 4;
            int field = 3 * (y * 16 + x);
            picture.light()[i] = (byte) Math.min(255, (int) (fields[field] * gain));
            picture.blue()[i] = (byte) (128 + (int) ((fields[field + 1] - 128) * gain / 2));
            picture.red()[i] = (byte) (128 + (int) ((fields[field + 2] - 128) * gain / 2));
        }
        return picture;
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row("one still shot", f -> scene(1, 0, 1)),
                row("two shots", f -> scene(f < 20 ? 1 : 2, 0, 1), 20),
                row("three moving shots", f -> scene(f / 20, f % 4, 1), 20, 40),
                row("cut in the second frame", f -> scene(f < 1 ? 1 : 2, 0, 1), 1),
                row("cut in the last frame", f -> scene(f < FRAMES - 1 ? 1 : 2, 0, 1), FRAMES - 1),
                row("flash of light", f -> scene(1, 0, f == 30 ? 1.6 : 1)),
                row("flash of another picture", f -> scene(f == 30 || f == 31 ? 2 : 1, 0, 1)),
                row("flicker", f -> scene(1, 0, f % 2 == 0 ? 1 : 0.8)),
                row(
                        "flicker across a cut",
                        f -> scene(f < 30 ? 1 : 2, 0, f % 2 == 0 ? 1 : 0.9),
                        30),
                row("fade out and in", f -> scene(f < 30 ? 1 : 2, 0, Math.abs(f - 30) / 30.0)),
                row("quick pan", f -> scene(1, 2 * f, 1)),
                row("slow dissolve", ShotDetectorTest::dissolve));
    }

    private static Arguments row(String name, IntFunction<FrameSignature> frames, int... cuts) {
        return Arguments.of(name, frames, cuts);
    }

    private static FrameSignature dissolve(int frame) {
        double part = Math.max(0, Math.min(1, (frame - 20) / 20.0));
        FrameSignature from = scene(1, 0, 1);
        FrameSignature to = scene(2, 0, 1);
        for (int i = 0; i < FrameSignature.CELLS; i++) {
            from.light()[i] = mixed(from.light()[i], to.light()[i], part);
            from.blue()[i] = mixed(from.blue()[i], to.blue()[i], part);
            from.red()[i] = mixed(from.red()[i], to.red()[i], part);
        }
        return from;
    }

    private static byte mixed(byte from, byte to, double part) {
        return (byte) ((from & 0xFF) * (1 - part) + (to & 0xFF) * part);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void cuts(String name, IntFunction<FrameSignature> frames, int[] expected) {
        ShotDetector detector = new ShotDetector(false, true);
        for (int frame = 0; frame < FRAMES; frame++) {
            add(detector, frames.apply(frame), frame);
        }
        assertThat(detector.finish())
                .as(name)
                .isEqualTo(Arrays.stream(expected).asLongStream().map(f -> f * 1000).toArray());
    }

    @Test
    void laterPassLeavesItsFirstFramesToTheOneBefore() {
        ShotDetector detector = new ShotDetector(false, false);
        for (int frame = 0; frame < 20; frame++) {
            add(detector, scene(frame < 2 ? 1 : frame < 10 ? 2 : 3, 0, 1), frame);
        }
        assertThat(detector.finish()).containsExactly(10_000);
    }

    @Test
    void amongKeyFramesOnlyAnotherPictureIsACut() {
        ShotDetector detector = new ShotDetector(true, true);
        int[] scenes = {1, 1, 2, 3, 3};
        for (int frame = 0; frame < scenes.length; frame++) {
            add(detector, scene(scenes[frame], 0, 1 - frame % 2 * 0.1), frame);
        }
        assertThat(detector.finish()).containsExactly(2000, 3000);
    }

    private static void add(ShotDetector detector, FrameSignature picture, int frame) {
        FrameSignature next = detector.next();
        System.arraycopy(picture.light(), 0, next.light(), 0, FrameSignature.CELLS);
        System.arraycopy(picture.blue(), 0, next.blue(), 0, FrameSignature.CELLS);
        System.arraycopy(picture.red(), 0, next.red(), 0, FrameSignature.CELLS);
        detector.add(frame * 1000L, 64, 36);
    }
}
