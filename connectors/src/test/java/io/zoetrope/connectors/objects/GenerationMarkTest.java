package io.zoetrope.connectors.objects;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationMarkTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 1_772_409_599_000L, Long.MAX_VALUE})
    void isReadBackFromTheFirstBytes(long generation) throws IOException {
        byte[] marked = GenerationMark.add(jpeg(), generation);

        assertThat(GenerationMark.read(marked)).isEqualTo(generation);
        byte[] start = Arrays.copyOf(marked, GenerationMark.WITHIN);
        assertThat(GenerationMark.read(start)).isEqualTo(generation);
    }

    @Test
    void leavesThePictureAsItWas() throws IOException {
        BufferedImage plain = ImageIO.read(new ByteArrayInputStream(jpeg()));
        byte[] marked = GenerationMark.add(jpeg(), 7);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(marked));

        assertThat(marked).startsWith(0xff, 0xd8, 0xff, 0xe0).endsWith(0xff, 0xd9);
        assertThat(pixels(picture)).isEqualTo(pixels(plain));
    }

    @Test
    void standsAtTheFrontIfThereIsNoHeader() {
        byte[] bare = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9, 0, 0};

        assertThat(GenerationMark.read(GenerationMark.add(bare, 7))).isEqualTo(7);
    }

    @Test
    void isZeroIfThereIsNone() throws IOException {
        byte[] marked = GenerationMark.add(jpeg(), 7);
        assertThat(GenerationMark.read(jpeg())).isZero();
        for (int length = 0; length < 50; length++) {
            assertThat(GenerationMark.read(Arrays.copyOf(marked, length))).isZero();
        }
        byte[] text = "not a picture at all, and longer than any mark would be".getBytes(US_ASCII);
        assertThat(GenerationMark.read(text)).isZero();
        assertThat(GenerationMark.add(text, 7)).isSameAs(text);
        byte[] hostile = jpeg();
        hostile[4] = (byte) 0xff;
        assertThat(GenerationMark.read(hostile)).isZero();
        assertThat(GenerationMark.add(hostile, 7)).isSameAs(hostile);
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(16, 9, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(3, 3, 0xff8800);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }
}
