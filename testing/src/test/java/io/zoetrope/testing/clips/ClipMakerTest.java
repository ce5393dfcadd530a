package io.zoetrope.testing.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.Rational;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipMakerTest {
    private static final ClipOptions SMALL = ClipOptions.h264(128, 96, 20);
    private static final List<Shot> TWO_SHOTS =
            List.of(
                    new Shot("first", new FrameNumbers(), 30),
                    new Shot("second", new FrameNumbers(), 11));

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "libopenh264, 0, mp4",
        "libopenh264, 0, mkv",
        "libopenh264, 0, ts",
        "mpeg4, 2, mp4",
        "mpeg4, 2, ts",
        "libvpx-vp9, 0, webm"
    })
    void everyFrameIsThereInOrder(String codec, int bFrames, String extension) {
        Clip clip =
                ClipMaker.make(
                        folder.resolve("clip." + extension),
                        SMALL.withCodec(codec, 10, bFrames),
                        TWO_SHOTS);
        List<Integer> numbers = new ArrayList<>();
        PlainDecoder.read(clip.file(), (time, rgb) -> numbers.add(FrameNumbers.read(rgb, 128, 96)));
        assertThat(numbers).hasSize(41).isSorted().startsWith(0, 1).endsWith(40);
    }

    @Test
    void leavesOutFramesAndStartsLate() {
        Clip clip =
                ClipMaker.make(
                        folder.resolve("vfr.mp4"),
                        SMALL.withTimes(7, 3).withFrameRate(new Rational(25, 1)),
                        TWO_SHOTS);
        List<Double> seconds = new ArrayList<>();
        PlainDecoder.read(clip.file(), (time, rgb) -> seconds.add(time));
        assertThat(seconds).hasSize(28).startsWith(0.28, 0.32, 0.40);
        assertThat(clip.timesUs()).hasSize(28).startsWith(0L, 40_000L, 120_000L);
    }

    @Test
    void knowsItsCuts() {
        Clip clip = new Clip(folder, SMALL, TWO_SHOTS);
        assertThat(clip.cutsUs()).containsExactly(1_500_000L);
        assertThat(clip.durationUs()).isEqualTo(2_050_000L);
        assertThat(clip.shotAt(1_499_999).name()).isEqualTo("first");
        assertThat(clip.shotAt(1_500_000).name()).isEqualTo("second");
    }

    @Test
    void toneAndRotationAreInTheFile() throws Exception {
        Clip clip =
                ClipMaker.make(
                        folder.resolve("sound.mp4"), SMALL.withTone().withRotation(90), TWO_SHOTS);
        assertThat(PlainDecoder.streams(clip.file())).isEqualTo(2);
        assertThat(PlainDecoder.clockwiseDegrees(clip.file())).isEqualTo(90);
        assertThat(Files.size(clip.file())).isPositive();
    }

    @Test
    void unknownEncoderIsNamed() {
        assertThatThrownBy(
                        () ->
                                ClipMaker.make(
                                        folder.resolve("x.mp4"),
                                        SMALL.withCodec("nonesuch", 10, 0),
                                        TWO_SHOTS))
                .hasMessageContaining("nonesuch");
    }
}
