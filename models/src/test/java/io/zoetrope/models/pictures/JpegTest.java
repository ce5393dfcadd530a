package io.zoetrope.models.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 24;

    @ParameterizedTest
    @CsvSource({"200, 30, 60", "20, 180, 40", "10, 40, 220", "255, 255, 255", "0, 0, 0"})
    void coloursAreWhereTheyWere(int red, int green, int blue) throws Exception {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }

        int seen = read(Jpeg.encode(rgb, WIDTH, HEIGHT)).getRGB(WIDTH / 2, HEIGHT / 2);

        assertThat(seen >> 16 & 0xFF).isCloseTo(red, within(3));
        assertThat(seen >> 8 & 0xFF).isCloseTo(green, within(3));
        assertThat(seen & 0xFF).isCloseTo(blue, within(3));
    }

    @Test
    void rowsFollowEachOther() throws Exception {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 3 * WIDTH * HEIGHT / 2; i < rgb.length; i++) {
            rgb[i] = (byte) 0xFF;
        }

        BufferedImage seen = read(Jpeg.encode(rgb, WIDTH, HEIGHT));

        assertThat(seen.getWidth()).isEqualTo(WIDTH);
        assertThat(seen.getHeight()).isEqualTo(HEIGHT);
        for (int x = 0; x < WIDTH; x++) {
            assertThat(seen.getRGB(x, 2) & 0xFF).isLessThan(40);
            assertThat(seen.getRGB(x, HEIGHT - 3) & 0xFF).isGreaterThan(215);
        }
    }

    private static BufferedImage read(byte[] jpeg) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
