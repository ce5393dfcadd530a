package io.zoetrope.media.ffmpeg.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.ReaderContract;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.container.Boxes;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no videos, or none that may be read: each is told why. */
class RefusedFilesTest {
    private static final ClipOptions MPEG4 = TestingClips.SMALL.withCodec("mpeg4", 12, 0);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"heic", "avif", "mif1"})
    void aPictureFileIsNoVideo(String brand) {
        byte[] brands = (brand + "\0\0\0\0mif1" + brand).getBytes(ISO_8859_1);
        byte[] file =
                joined(
                        TestingBoxes.box("ftyp", brands),
                        TestingBoxes.box("meta", new byte[4]),
                        TestingBoxes.box("mdat", new byte[2000]));
        assertThat(rejected(file).reason()).isEqualTo("still_picture");
    }

    @Test
    void saysThatAFileOfVeryManyBoxesWasNotSeenToItsEnd() {
        byte[][] boxes = new byte[Boxes.MOST + 1][];
        Arrays.fill(boxes, TestingBoxes.box("free"));
        for (String brand : List.of("isom", "heic")) {
            boxes[0] = TestingBoxes.box("ftyp", (brand + "\0\0\0\0" + brand).getBytes(ISO_8859_1));
            RejectedInput why = rejected(joined(boxes));

            assertThat(why.reason()).as(brand).isEqualTo("malformed_container");
            assertThat(why).hasMessageContaining("first 10000 of its boxes");
        }
    }

    @Test
    void aListOfOtherFilesIsNamed() {
        byte[] reference = TestingBoxes.box("rdrf", new byte[12]);
        byte[] movie = TestingBoxes.box("rmra", TestingBoxes.box("rmda", reference));
        byte[] file =
                joined(
                        TestingBoxes.box("ftyp", "qt  \0\0\0\0qt  ".getBytes(ISO_8859_1)),
                        TestingBoxes.box("moov", movie));
        assertThat(rejected(file).reason()).isEqualTo("external_data");
    }

    @Test
    void aLargeBoxThatIsCutShortIsTruncated() throws Exception {
        byte[] whole = Files.readAllBytes(clip("cut.mp4", MPEG4, 50));
        byte[] movie = part(whole, "moov");
        byte[] declared =
                ByteBuffer.allocate(16)
                        .putInt(1)
                        .put("mdat".getBytes(ISO_8859_1))
                        .putLong(5L << 32)
                        .array();
        byte[] file =
                joined(
                        TestingBoxes.box("ftyp", "isom\0\0\0\0isom".getBytes(ISO_8859_1)),
                        movie,
                        declared);
        // Where its pictures should be, nothing is.
        int chunks = new String(file, ISO_8859_1).indexOf("stco");
        int count = ByteBuffer.wrap(file).getInt(chunks + 8);
        for (int i = 0; i < count; i++) {
            ByteBuffer.wrap(file).putInt(chunks + 12 + 4 * i, file.length + 1000 * i);
        }
        assertThat(rejected(file).reason()).isEqualTo("truncated");
    }

    @Test
    void anUnknownSampleEntryIsNamed() throws Exception {
        byte[] bytes = Files.readAllBytes(clip("dolby.mp4", TestingClips.SMALL, 25));
        RejectedInput why = rejected(TestingClips.replaced(bytes, "avc1", "dav1"));
        assertThat(why.reason()).isEqualTo("unsupported_codec");
        assertThat(why).hasMessageContaining("'dav1'");
    }

    @Test
    void aScrambledBroadcastIsEncrypted() throws Exception {
        byte[] bytes = Files.readAllBytes(clip("broadcast.ts", MPEG4, 50));
        for (int at = 0; at < bytes.length; at += 188) {
            int pid = (bytes[at + 1] & 0x1F) << 8 | bytes[at + 2] & 0xFF;
            if (pid == 0x100) {
                bytes[at + 3] |= (byte) 0x80;
            }
        }
        assertThat(rejected(bytes).reason()).isEqualTo("encrypted");
    }

    @Test
    void windowsMediaWithRightsIsEncrypted() throws Exception {
        byte[] plain =
                Files.readAllBytes(
                        clip("rights.asf", TestingClips.SMALL.withCodec("wmv2", 12, 0), 25));
        ByteBuffer object = ByteBuffer.allocate(24 + 16).order(ByteOrder.LITTLE_ENDIAN);
        object.putInt(0x2211B3FB).putShort((short) 0xBD23).putShort((short) 0x11D2);
        object.order(ByteOrder.BIG_ENDIAN).putLong(0xB4B700A0C955FC6EL);
        object.order(ByteOrder.LITTLE_ENDIAN).putLong(object.capacity());
        byte[] marked =
                joined(
                        Arrays.copyOf(plain, 30),
                        object.array(),
                        Arrays.copyOfRange(plain, 30, plain.length));
        ByteBuffer header = ByteBuffer.wrap(marked).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(16, header.getLong(16) + object.capacity())
                .putInt(24, header.getInt(24) + 1);
        assertThat(rejected(marked).reason()).isEqualTo("encrypted");
        try (FfmpegVideoReader reader = open(plain)) {
            List<SampledFrame> frames = new ArrayList<>();
            reader.read(
                    ReaderContract.request(0, Long.MAX_VALUE, -1, Sampling.every(0)), frames::add);
            assertThat(frames).hasSize(25);
        }
    }

    private static byte[] part(byte[] boxes, String type) {
        int at = new String(boxes, ISO_8859_1).indexOf(type) - Integer.BYTES;
        return Arrays.copyOfRange(boxes, at, at + ByteBuffer.wrap(boxes).getInt(at));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private Path clip(String name, ClipOptions options, int frames) {
        return TestingClips.numbered(folder, name, options, frames).file();
    }

    private static FfmpegVideoReader open(byte[] bytes) throws RejectedInput, IOException {
        return FfmpegVideoReader.open(
                new TestingFileSource(bytes), "strange.mp4", ReaderLimits.DEFAULT);
    }

    private static RejectedInput rejected(byte[] bytes) {
        RejectedInput why = catchThrowableOfType(RejectedInput.class, () -> open(bytes).close());
        assertThat(why).hasMessageStartingWith("strange.mp4").hasMessageEndingWith(".");
        return why;
    }
}
