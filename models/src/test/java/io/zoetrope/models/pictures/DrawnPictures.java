package io.zoetrope.models.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Pictures of one colour, and files of them. */
final class DrawnPictures {
    static final int RED = 0xff0000;
    static final int BLUE = 0x0000ff;

    private DrawnPictures() {}

    static BufferedImage plain(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    static byte[] png(BufferedImage image) throws IOException {
        return write(image, "png");
    }

    static byte[] jpeg(BufferedImage image) throws IOException {
        return write(image, "jpeg");
    }

    private static byte[] write(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
