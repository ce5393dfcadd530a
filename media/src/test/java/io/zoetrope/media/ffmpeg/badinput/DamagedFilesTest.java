package io.zoetrope.media.ffmpeg.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.ReaderContract;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose marks, lengths or blocks are wrong; what is right is known, as each is made here. */
class DamagedFilesTest {
    private static final ClipOptions MPEG4 = TestingClips.SMALL.withCodec("mpeg4", 12, 0);

    @TempDir Path folder;

    /** Fifty pictures, all of which decode: what the file marks as key frames is another thing. */
    @ParameterizedTest
    @ValueSource(ints = {25, 1_000_000})
    void picturesBeforeTheFirstKeyFrameAreThere(int firstMarked) throws Exception {
        byte[] bytes = Files.readAllBytes(clip("unmarked.mp4", MPEG4, 50));
        int marks = new String(bytes, ISO_8859_1).indexOf("stss");
        ByteBuffer.wrap(bytes).putInt(marks + 8, 1).putInt(marks + 12, firstMarked);
        try (FfmpegVideoReader reader = open(bytes)) {
            ReaderContract contract = new ReaderContract(reader, Long.MAX_VALUE, 300_000);
            assertThat(contract.whole(Sampling.every(0)).frames()).hasSize(50);
            assertThat(contract.whole(Sampling.keyFrames(0)).timesUs())
                    .startsWith(0L)
                    .hasSize(firstMarked < 50 ? 2 : 1);
            assertThat(reader.keyFrames().timesUs()).startsWith(0);
            contract.holds();
        }
    }

    @ParameterizedTest
    @CsvSource({"1.9", "2.1", "100", "0.3"})
    void aLengthThatLiesIsCorrectedByTheLastPackets(double times) throws Exception {
        byte[] bytes = Files.readAllBytes(clip("lies.mkv", MPEG4, 500));
        int duration = new String(bytes, ISO_8859_1).indexOf("\u0044\u0089\u0088");
        ByteBuffer.wrap(bytes).putDouble(duration + 3, times * 20_000);
        try (FfmpegVideoReader reader = open(bytes)) {
            reader.keyFrames();
            assertThat(reader.info().durationUs()).isBetween(19_990_000L, 20_010_000L);
        }
    }

    /** Each block says that it holds several pictures, whose sizes make no sense. */
    @Test
    void badLacingIsNoEmptyFile() throws Exception {
        byte[] bytes = Files.readAllBytes(clip("laced.mkv", MPEG4, 50));
        for (int at = 0; at + 12 < bytes.length; at++) {
            if ((bytes[at] & 0xFF) == 0xA3 && blockAt(bytes, at)) {
                int flags = at + 1 + lengthBytes(bytes, at + 1) + 3;
                bytes[flags] |= 0x06;
                bytes[flags + 1] = (byte) 0xFF;
            }
        }
        RejectedInput why = catchThrowableOfType(RejectedInput.class, () -> open(bytes).close());
        assertThat(why.reason()).isEqualTo("malformed_container");
    }

    /** A SimpleBlock of track 1 (RFC 9559 §10.1). */
    private static boolean blockAt(byte[] bytes, int at) {
        int length = lengthBytes(bytes, at + 1);
        return length <= 4 && (bytes[at + 1 + length] & 0xFF) == 0x81;
    }

    private static int lengthBytes(byte[] bytes, int at) {
        return Integer.numberOfLeadingZeros(bytes[at] & 0xFF) - 23;
    }

    private Path clip(String name, ClipOptions options, int frames) {
        return TestingClips.numbered(folder, name, options, frames).file();
    }

    private static FfmpegVideoReader open(byte[] bytes) throws Exception {
        return FfmpegVideoReader.open(
                new TestingFileSource(bytes), "damaged.mp4", ReaderLimits.DEFAULT);
    }
}
