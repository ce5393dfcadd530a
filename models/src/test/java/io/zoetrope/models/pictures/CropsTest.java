package io.zoetrope.models.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.picture.FrameShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Crops of a picture of 8×4 pixels; red is the column times ten, green the row, blue 7. */
class CropsTest {
    private static final int WIDTH = 8;
    private static final int HEIGHT = 4;

    @ParameterizedTest
    @CsvSource({
        // box, size of the crop; red and green of its first and last pixel
        "0, 0, 1, 1, 8, 4, 0 0, 70 3",
        "0.25, 0.5, 0.75, 1, 4, 2, 20 2, 50 3",
        "0, 0, 1, 1, 4, 2, 5 1, 65 3",
        "0.5, 0, 1, 1, 1, 1, 55 2, 55 2",
        "0, 0, 0.125, 0.25, 3, 3, 0 0, 3 0",
        // Enlarged, so interpolated; smaller than a pixel, and at the edge.
        "0.5, 0.5, 0.5, 0.5, 2, 2, 38 2, 43 2",
        "1, 1, 1, 1, 2, 2, 68 3, 70 3",
    })
    void cuts(float x0, float y0, float x1, float y1, int width, int height, String a, String z) {
        FrameShape shape = new FrameShape(width, height, FrameShape.Fit.LETTERBOX, 99);

        byte[] crop = Crops.cut(picture(), WIDTH, HEIGHT, new Box(x0, y0, x1, y1), shape);

        assertThat(crop).hasSize(shape.bytes());
        assertThat(crop[0] + " " + crop[1]).isEqualTo(a);
        assertThat(crop[crop.length - 3] + " " + crop[crop.length - 2]).isEqualTo(z);
        assertThat(crop[crop.length - 1])
                .as("blue, which is the same everywhere")
                .isEqualTo((byte) 7);
    }

    private static byte[] picture() {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            rgb[3 * i] = (byte) (i % WIDTH * 10);
            rgb[3 * i + 1] = (byte) (i / WIDTH);
            rgb[3 * i + 2] = 7;
        }
        return rgb;
    }
}
