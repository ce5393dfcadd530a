package io.zoetrope.models.pictures;

import static io.zoetrope.models.pictures.DrawnPictures.RED;
import static io.zoetrope.models.pictures.DrawnPictures.jpeg;
import static io.zoetrope.models.pictures.DrawnPictures.plain;
import static io.zoetrope.models.pictures.DrawnPictures.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.picture.FrameShape.Fit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no pictures, damaged ones, and ones that claim to be huge. */
class HostilePicturesTest {
    @ParameterizedTest
    @CsvSource({
        "0,100,damaged_picture|empty_picture",
        "20000,10000,picture_too_large",
        "2147483647,2147483647,picture_too_large",
        "7072,7072,picture_too_large",
        "100,100,damaged_picture"
    })
    void looksAtTheSizeBeforeDecoding(int width, int height, String reasons) {
        assertThatThrownBy(() -> Pictures.read(pngHeader(width, height), square()))
                .isInstanceOfSatisfying(
                        RejectedInput.class,
                        e -> assertThat(reasons.split("\\|")).contains(e.reason()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "GIF89a", "<svg/>", "\u00ff\u00d8\u00ff"})
    void whatIsNoPictureIsRejected(String bytes) {
        assertThatThrownBy(
                        () -> Pictures.read(bytes.getBytes(StandardCharsets.ISO_8859_1), square()))
                .isInstanceOf(RejectedInput.class);
    }

    @Test
    void damagedFilesAreRejectedOrDecodedButNothingElse() throws IOException {
        Random random = new Random(11);
        for (byte[] whole : new byte[][] {jpeg(plain(40, 30, RED)), png(plain(40, 30, RED))}) {
            for (int i = 0; i < 300; i++) {
                byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
                for (int flips = random.nextInt(6); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                assertThat(outcome(damaged)).isIn("decoded", "rejected");
            }
        }
    }

    private static String outcome(byte[] file) {
        try {
            return Pictures.read(file, square()).rgb().length == square().bytes()
                    ? "decoded"
                    : "wrong size";
        } catch (RejectedInput e) {
            return "rejected";
        }
    }

    private static FrameShape square() {
        return new FrameShape(8, 8, Fit.STRETCH, 0);
    }

    /** The signature and a first chunk that claims a size; nothing after it. */
    private static byte[] pngHeader(int width, int height) {
        ByteBuffer chunk = ByteBuffer.allocate(17).putInt(0x49484452).putInt(width).putInt(height);
        chunk.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        return ByteBuffer.allocate(33)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .put(chunk.array())
                .putInt((int) crc.getValue())
                .array();
    }
}
