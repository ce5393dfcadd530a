package io.zoetrope.media.ffmpeg.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.ReaderContract;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lengths and sizes that a file does not say, or says as nobody can mean them. */
class UnknownLengthsTest {
    private static final ClipOptions MPEG4 = TestingClips.SMALL.withCodec("mpeg4", 12, 0);

    /** Bytes of a packet of a transport stream. */
    private static final int PACKET = 188;

    /** A few pictures that follow others. */
    private static final int LOOKED_AT = 500;

    @TempDir Path folder;

    /** An MP4 whose table of times has entries that no picture uses. */
    @Test
    void aLengthBeyondAllTimesIsNotKnown() throws Exception {
        // An edit list would say how long it is, too.
        byte[] bytes = TestingClips.replaced(bytes("long.mp4", MPEG4), "edts", "free");
        for (int each : new int[] {1 << 26, 1 << 13}) {
            // 50 pictures that are, and 2^31 that are not: 10^19 microseconds, or 43 years.
            ByteBuffer times = ByteBuffer.allocate(24).putInt(0).putInt(2);
            times.putInt(50).putInt(512).putInt(Integer.MAX_VALUE).putInt(each);
            ByteBuffer header = ByteBuffer.allocate(36).putInt(1 << 24).putLong(0).putLong(0);
            header.putInt(12_800).putLong(Long.MAX_VALUE / 2).putInt(0x55C40000);
            byte[] file = TestingBoxes.replaced(bytes, "stts", box("stts", times));
            file = TestingBoxes.replaced(file, "mdhd", box("mdhd", header));
            try (VideoReader reader = open(file, ReaderLimits.DEFAULT)) {
                assertThat(reader.info().durationUs()).isZero();
                assertThat(reader.keyFrames().timesUs()).hasSizeBetween(2, 5);
                assertThat(everything(reader).framesDecoded()).isEqualTo(50);
            }
        }
    }

    private static byte[] box(String type, ByteBuffer content) {
        return TestingBoxes.box(type, content.array());
    }

    /** Hundreds of years. */
    @Test
    void aLengthThatNobodyMeansIsNotKnown() throws Exception {
        byte[] bytes = bytes("lies.mkv", MPEG4);
        int duration = new String(bytes, ISO_8859_1).indexOf("\u0044\u0089\u0088");
        ByteBuffer.wrap(bytes).putDouble(duration + 3, 1e13);
        try (VideoReader reader = open(bytes, ReaderLimits.DEFAULT)) {
            assertThat(reader.info().durationUs()).isZero();
            reader.keyFrames();
            assertThat(reader.info().durationUs()).isBetween(1_999_000L, 2_001_000L);
        }
    }

    /** A stream that was cut in the middle of a group of pictures longer than is looked at. */
    @Test
    void aSizeThatIsNotSaidIsThatOfTheFirstPicture() throws Exception {
        byte[] whole = bytes("whole.ts", TestingClips.SMALL.withCodec("libopenh264", 50, 0));
        long[] places;
        try (VideoReader reader = open(whole, ReaderLimits.DEFAULT)) {
            places = reader.keyFrames().positions();
        }
        int from = (int) (places[0] + places[1]) / 2 / PACKET * PACKET;
        byte[] cut = Arrays.copyOfRange(whole, from, whole.length);
        ReaderLimits limits = ReaderLimits.DEFAULT;
        ReaderLimits few =
                new ReaderLimits(
                        limits.maxPixels(),
                        limits.maxStreams(),
                        limits.maxPacketBytes(),
                        LOOKED_AT,
                        limits.openTimeout(),
                        limits.stallTimeout(),
                        limits.readTimeout());
        try (VideoReader reader = open(cut, few)) {
            assertThat(reader.info().width()).isEqualTo(128);
            assertThat(reader.info().height()).isEqualTo(96);
            assertThat(everything(reader).framesDecoded()).isGreaterThan(90);
        }
    }

    private byte[] bytes(String name, ClipOptions options) throws Exception {
        int frames = name.endsWith(".ts") ? 150 : 50;
        return Files.readAllBytes(TestingClips.numbered(folder, name, options, frames).file());
    }

    private static VideoReader open(byte[] bytes, ReaderLimits limits) throws Exception {
        return FfmpegVideoReader.open(new TestingFileSource(bytes), "strange", limits);
    }

    private static ReadReport everything(VideoReader reader) throws Exception {
        return reader.read(
                ReaderContract.request(0, Long.MAX_VALUE, -1, Sampling.every(0)), frame -> {});
    }
}
