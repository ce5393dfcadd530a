package io.zoetrope.media.ffmpeg.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.ReaderContract;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    @TempDir Path folder;

    @Test
    void nothingAtAll() {
        assertThat(reasonOf(new byte[0])).isEqualTo("empty_file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is a letter, not a video.\n",
                "#EXTM3U\n"
                        + "#EXT-X-TARGETDURATION:10\n"
                        + "#EXTINF:10,\n"
                        + "file:///etc/hostname\n"
                        + "#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '/etc/hostname'\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>",
                "RIFF$\0\0\0WEBPVP8 \u0010\0\0\0\u0001\0\u0001\0"
            })
    void otherKindsOfFile(String text) {
        assertThat(reasonOf(text.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("not_a_video");
        byte[] padded = Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), 100_000);
        assertThat(reasonOf(padded)).isEqualTo("not_a_video");
    }

    @Test
    void aHeadOfSoundAndNothingElse() {
        String text = "RIFF$\0\0\0WAVEfmt \u0010\0\0\0\u0001\0\u0001\0";
        byte[] padded = Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), 100_000);
        assertThat(reasonOf(padded)).isEqualTo("malformed_container");
    }

    @Test
    void noPictureInTheTrack() throws IOException {
        byte[] bytes = clip("mp4", TestingClips.SMALL);
        for (String table : List.of("stts", "stsc", "stco", "stss")) {
            zeroAt(bytes, table, 8);
        }
        zeroAt(bytes, "stsz", 12);
        assertThat(reasonOf(bytes)).isEqualTo("zero_length");
    }

    /** Sets a 32-bit number to 0, so many bytes after a box's name begins. */
    private static void zeroAt(byte[] bytes, String box, int offset) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(box);
        assertThat(at).isPositive();
        Arrays.fill(bytes, at + offset, at + offset + Integer.BYTES, (byte) 0);
    }

    @Test
    void onlySound() throws IOException {
        byte[] bytes = clip("mp4", TestingClips.SMALL.withTone());
        assertThat(reasonOf(TestingClips.replaced(bytes, "vide", "soun")))
                .isEqualTo("no_video_track");
    }

    @Test
    void endsBeforeItsIndex() throws IOException {
        byte[] whole = clip("mp4", TestingClips.SMALL);
        assertThat(reasonOf(Arrays.copyOf(whole, whole.length * 2 / 3))).isEqualTo("truncated");
    }

    @Test
    void encrypted() throws IOException {
        byte[] bytes = TestingClips.replaced(clip("mp4", TestingClips.SMALL), "avc1", "encv");
        assertThat(reasonOf(bytes)).isEqualTo("encrypted");
    }

    @Test
    void unknownCodec() throws IOException {
        byte[] bytes = TestingClips.replaced(clip("mp4", TestingClips.SMALL), "avc1", "zzzz");
        assertThat(reasonOf(bytes)).isEqualTo("unsupported_codec");
    }

    @Test
    void hugePicturesAreRefusedBeforeAnythingIsAllocated() throws IOException {
        ClipOptions options = ClipOptions.h264(320, 272, 25);
        // EBML: PixelWidth is element B0, PixelHeight BA, both of two bytes here.
        byte[] wide =
                TestingClips.replaced(
                        clip("mkv", options), "\u00b0\u0082\u0001@", "\u00b0\u0082\u00ff\u00ff");
        byte[] huge =
                TestingClips.replaced(wide, "\u00ba\u0082\u0001\u0010", "\u00ba\u0082\u00ff\u00ff");
        assertThat(reasonOf(huge)).isEqualTo("too_large");
    }

    @Test
    void largerThanThisReaderAllows() throws IOException {
        ReaderLimits limits = ReaderLimits.DEFAULT;
        ReaderLimits few =
                new ReaderLimits(
                        100 * 100,
                        limits.maxStreams(),
                        limits.maxPacketBytes(),
                        limits.probeBytes(),
                        limits.openTimeout(),
                        limits.stallTimeout(),
                        limits.readTimeout());
        for (String extension : List.of("mp4", "ts")) {
            byte[] bytes = clip(extension, TestingClips.SMALL);
            assertThat(reasonOf(new TestingFileSource(bytes), few)).isEqualTo("too_large");
        }
    }

    @Test
    void missingEndIsToldAfterWhatIsThere() throws Exception {
        byte[] whole = clip("mkv", TestingClips.SMALL);
        try (TestingFileSource source =
                        new TestingFileSource(Arrays.copyOf(whole, whole.length / 2));
                VideoReader reader =
                        FfmpegVideoReader.open(source, "half.mkv", ReaderLimits.DEFAULT)) {
            ReaderContract.Pass pass =
                    new ReaderContract(reader, Long.MAX_VALUE).whole(Sampling.every(0));
            assertThat(pass.frames()).hasSizeBetween(10, 45);
            assertThat(pass.reports().get(0).problem().reason()).isEqualTo("truncated");
            assertThat(pass.reports().get(0).problem().detail()).contains("half.mkv");
        }
    }

    @Test
    void failingSourceIsNoVerdictOnTheVideo() throws Exception {
        byte[] whole = clip("mp4", TestingClips.SMALL);
        for (int failsAfter : new int[] {0, 1, 2, 3}) {
            assertThatThrownBy(() -> readAll(new FailingSource(whole, failsAfter)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("store is away");
        }
    }

    private static void readAll(MediaSource source) throws RejectedInput, IOException {
        try (VideoReader reader = FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT)) {
            reader.read(
                    new ReadRequest(0, Long.MAX_VALUE, -1, List.of(), JpegSampling.NONE),
                    frame -> {});
        }
    }

    private byte[] clip(String extension, ClipOptions options) throws IOException {
        TestingClips.numbered(folder, "clip." + extension, options, 50);
        return bytes("clip." + extension);
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private static String reasonOf(byte[] bytes) {
        return reasonOf(new TestingFileSource(bytes), ReaderLimits.DEFAULT);
    }

    private static String reasonOf(MediaSource source, ReaderLimits limits) {
        RejectedInput rejected =
                catchThrowableOfType(
                        RejectedInput.class,
                        () -> FfmpegVideoReader.open(source, "some.mp4", limits).close());
        assertThat(rejected).hasMessageStartingWith("some.mp4").hasMessageEndingWith(".");
        return rejected.reason();
    }

    /** Fails from the n-th read on. */
    private static final class FailingSource implements MediaSource {
        private final TestingFileSource bytes;
        private int left;

        FailingSource(byte[] bytes, int failsAfter) {
            this.bytes = new TestingFileSource(bytes);
            this.left = failsAfter;
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public String version() {
            return "";
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            if (left-- <= 0) {
                throw new IOException("store is away");
            }
            into.limit(Math.min(into.limit(), into.position() + 300));
            return bytes.read(position, into);
        }

        @Override
        public void close() {}
    }
}
