package io.zoetrope.operators.observe.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.observe.LargePicture;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LumaPictureTest {
    @ParameterizedTest
    @CsvSource({"960, 540", "540, 960", "961, 123", "320, 180", "160, 90", "7, 5", "1, 1"})
    void pointsAreMeansOfCells(int width, int height) {
        byte[] rgb = picture(width, height);
        int cell = Math.max(1, Math.max(width, height) / 160);

        LumaPicture luma = LumaPicture.of(new LargePicture(width, height, rgb));

        assertThat(luma.width()).isEqualTo(width / cell);
        assertThat(luma.height()).isEqualTo(height / cell);
        for (int y = 0; y < luma.height(); y++) {
            for (int x = 0; x < luma.width(); x++) {
                assertThat(luma.at(x, y)).isEqualTo(mean(rgb, width, cell, x, y));
            }
        }
    }

    private static int mean(byte[] rgb, int width, int cell, int x, int y) {
        int sum = 0;
        for (int i = 0; i < cell * cell; i++) {
            int at = 3 * ((y * cell + i / cell) * width + x * cell + i % cell);
            sum += (rgb[at] & 0xFF) + 2 * (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF);
        }
        return sum / (4 * cell * cell);
    }

    /** A strip that is thinner than a cell is as good as nothing, and no error. */
    @Test
    void aStripHasPointsToo() {
        LumaPicture upright = LumaPicture.of(new LargePicture(2, 960, picture(2, 960)));
        LumaPicture lying = LumaPicture.of(new LargePicture(960, 2, picture(960, 2)));

        assertThat(upright.light()).hasSize(160);
        assertThat(lying.light()).hasSize(160);
    }

    private static byte[] picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(width).nextBytes(rgb);
        return rgb;
    }
}
