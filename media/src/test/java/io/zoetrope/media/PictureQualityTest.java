package io.zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureQualityTest {
    private static final int SIDE = 64;

    @Test
    void aPlainAreaHasNothingToShow() {
        PictureQuality grey = of((x, y) -> 128);
        assertThat(grey.light()).isBetween(.49f, .51f);
        assertThat(grey.contrast()).isZero();
        assertThat(grey.detail()).isZero();
        assertThat(grey.isKnown()).isTrue();
        assertThat(of((x, y) -> 0).light()).isZero();
        assertThat(of((x, y) -> 255).light()).isBetween(.99f, 1f);
    }

    @Test
    void aBlurredPictureHasLessDetail() {
        Random random = new Random(7);
        int[] noise = new int[SIDE * SIDE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(256);
        }
        PictureQuality sharp = of((x, y) -> noise[y * SIDE + x]);
        PictureQuality blurred =
                of(
                        (x, y) -> {
                            int sum = 0;
                            for (int i = 0; i < 9; i++) {
                                int row = Math.min(SIDE - 1, Math.max(0, y + i / 3 - 1));
                                int column = Math.min(SIDE - 1, Math.max(0, x + i % 3 - 1));
                                sum += noise[row * SIDE + column];
                            }
                            return sum / 9;
                        });

        assertThat(blurred.detail()).isLessThan(.4f * sharp.detail());
        assertThat(blurred.light()).isBetween(sharp.light() - .02f, sharp.light() + .02f);
    }

    /** A video of one pixel has pictures of four. */
    @Test
    void theSmallestPictureHasNumbersToo() {
        PictureQuality quality = PictureQuality.of(new byte[2 * 2 * 3], 2, 2);
        assertThat(quality).isEqualTo(new PictureQuality(0, 0, 0));
    }

    private interface Pixels {
        int at(int x, int y);
    }

    private static PictureQuality of(Pixels pixels) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) pixels.at(i / 3 % SIDE, i / 3 / SIDE);
        }
        return PictureQuality.of(rgb, SIDE, SIDE);
    }
}
