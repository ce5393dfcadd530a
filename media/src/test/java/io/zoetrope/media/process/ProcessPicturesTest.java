package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures come out of a decoder's process as they went in, whichever way they took. */
class ProcessPicturesTest {
    /** A small picture and a large one in common memory, and one that has no room there. */
    private static final ReadRequest REQUEST =
            new ReadRequest(
                    0,
                    Long.MAX_VALUE,
                    -1,
                    List.of(
                            wanted("small", 224, 0),
                            wanted("pair", 416, 960),
                            wanted("huge", 1_300, 0)),
                    JpegSampling.NONE);

    private static final long FRAME_NANOS = 50_000_000;
    private static final long LOOK_NANOS = 5_000_000;
    private static final long MOST_NANOS = 20_000_000_000L;

    @TempDir Path folder;

    private static PictureSampling wanted(String name, int side, int largeSide) {
        FrameShape shape = new FrameShape(side, side, FrameShape.Fit.STRETCH, 0);
        return new PictureSampling(name, Sampling.every(200_000), shape, largeSide);
    }

    @Test
    void areThoseOfAReaderInThisProcess() throws Exception {
        byte[] clip = TestingClip.bytes(folder);
        List<SampledFrame> expected;
        try (VideoReader reader =
                FfmpegVideoReader.open(
                        new TestingFileSource(clip), "clip.mp4", ReaderLimits.DEFAULT)) {
            expected = read(reader);
        }
        try (DecoderSlot slot = new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);
                VideoReader reader = slot.open(new TestingFileSource(clip), "clip.mp4")) {
            List<SampledFrame> frames = read(reader);

            assertThat(frames).hasSameSizeAs(expected).hasSizeGreaterThan(3);
            for (int i = 0; i < frames.size(); i++) {
                List<FramePicture> pictures = frames.get(i).pictures();
                assertThat(pictures).hasSize(4);
                for (int j = 0; j < pictures.size(); j++) {
                    FramePicture there = expected.get(i).pictures().get(j);
                    assertThat(pictures.get(j).names()).isEqualTo(there.names());
                    assertThat(pictures.get(j).width()).isEqualTo(there.width());
                    assertThat(pictures.get(j).height()).isEqualTo(there.height());
                    assertThat(pictures.get(j).rgb()).isEqualTo(there.rgb());
                }
            }
            assumeTrue(SharedFile.isPossible(), "no common memory here: they came by the pipe");
            // All but the huge one of each.
            assertThat(slot.sharedPictures()).isEqualTo(3L * frames.size());
        }
    }

    @Test
    void aSlotThatIsClosedKeepsNoMemory() throws Exception {
        assumeTrue(SharedFile.isPossible());
        long before = mapped();
        try (DecoderSlot slot = new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT)) {
            assertThat(slot.pid()).isPositive();
            assertThat(mapped()).isEqualTo(before + 1);
        }
        assertThat(mapped()).isEqualTo(before);
    }

    /** For a long time nobody may ask the slot for a video. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProcessThatDiedKeepsNoMemoryBesideAVideo(boolean beforeItsVideoIsClosed)
            throws Exception {
        assumeTrue(SharedFile.isPossible());
        long before = mapped();
        byte[] clip = TestingClip.bytes(folder);
        try (DecoderSlot slot = new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT)) {
            VideoReader reader = slot.open(new TestingFileSource(clip), "clip.mp4");
            ProcessHandle process = ProcessHandle.of(slot.pid()).orElseThrow();
            if (!beforeItsVideoIsClosed) {
                reader.close();
            }
            process.destroyForcibly();
            process.onExit().join();
            reader.close();
            long endNanos = System.nanoTime() + MOST_NANOS;
            while (mapped() > before && System.nanoTime() < endNanos) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            assertThat(mapped()).isEqualTo(before);
        }
    }

    @Test
    void aSlotWithoutPicturesSharesNoMemory() throws Exception {
        long before = mapped();
        try (DecoderSlot slot =
                new DecoderSlot(DecoderSettings.DEFAULT.withoutPictures(), ReaderLimits.DEFAULT)) {
            assertThat(slot.pid()).isPositive();
            assertThat(mapped()).isEqualTo(before);
        }
    }

    /** Files shared with decoders' processes that this process has in its address space. */
    private static long mapped() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.exists(maps)) {
            return 0;
        }
        return Files.readAllLines(maps).stream()
                .filter(line -> line.contains("/zoetrope-") && line.contains(".pictures"))
                .count();
    }

    /** Slower than the decoder, as models are. */
    private static List<SampledFrame> read(VideoReader reader) throws Exception {
        List<SampledFrame> frames = new ArrayList<>();
        reader.read(
                REQUEST,
                frame -> {
                    frames.add(frame);
                    LockSupport.parkNanos(FRAME_NANOS);
                });
        return frames;
    }
}
