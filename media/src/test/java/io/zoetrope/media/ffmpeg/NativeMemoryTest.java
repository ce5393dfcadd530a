package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.segment.MadeSegments;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is opened is freed: good files and refused ones, read to the end or not. */
class NativeMemoryTest {
    private static final Sampling EVERY = Sampling.every(0);
    private static final int WARM_UP = 150;
    private static final int ROUNDS = Integer.getInteger("zoetrope.openRounds", 1200);

    /** A single decoder left open in each round would take a hundred times as much. */
    private static final long MOST_GROWTH_KIB = 24 * 1024;

    /**
     * Each takes longer than opening does, and an encoder left open takes two MiB. The threads that
     * a first segment has find memory of their own from glibc until each of its arenas was used.
     */
    private static final int MADE_WARM_UP = 40;

    private static final int MADE_ROUNDS = ROUNDS / 60;

    @TempDir Path folder;

    /** What is done to files over and over. */
    private interface Round {
        void run(int number) throws Exception;
    }

    @Test
    void staysFlat() throws Exception {
        Clip clip =
                TestingClips.numbered(
                        folder,
                        "clip.mp4",
                        TestingClips.SMALL.withCodec("mpeg4", 5, 0).withTone(),
                        8);
        byte[] whole = Files.readAllBytes(clip.file());
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        byte[] encrypted = TestingClips.replaced(whole, "mp4v", "encv");
        long growth =
                growth(
                        WARM_UP,
                        ROUNDS,
                        round -> {
                            read(whole, round);
                            refuse(cut);
                            refuse(encrypted);
                        });
        assertThat(growth).isLessThan(MOST_GROWTH_KIB);
    }

    /** Segments that are copied and encoded, and clips that are copied, encoded and joined. */
    @Test
    void staysFlatWhateverIsMade() throws Exception {
        Clip clip =
                TestingClips.numbered(
                        folder,
                        "clip.mp4",
                        TestingClips.SMALL.withCodec("libopenh264", 4, 0).withTone(),
                        12);
        byte[] whole = Files.readAllBytes(clip.file());
        assertThat(growth(MADE_WARM_UP, MADE_ROUNDS, round -> make(whole)))
                .isLessThan(MOST_GROWTH_KIB);
    }

    private static void make(byte[] bytes) throws Exception {
        SegmentRequest all = new SegmentRequest(0, 0, Long.MAX_VALUE, -1);
        try (VideoReader reader =
                FfmpegVideoReader.open(
                        new TestingFileSource(bytes), "clip", ReaderLimits.DEFAULT)) {
            for (SegmentContainer container : SegmentContainer.values()) {
                SegmentRequest copied = all.in(container);
                MadeSegments made = new MadeSegments();
                made.make(reader, copied);
                made.make(reader, copied.as(List.of("64p", "48p"), Encoding.DEFAULT));
            }
            int[] written = {0};
            for (long startUs : new long[] {0, 40_000}) {
                for (long endUs : new long[] {300_000, 480_000}) {
                    reader.clip(
                            new ClipRequest(startUs, endUs, 640, 1 << 20),
                            (piece, length) -> written[0] += length);
                }
            }
            assertThat(written[0]).isPositive();
        }
    }

    /** How much more resident memory there is after some rounds, in KiB. */
    private static long growth(int warmUp, int rounds, Round round) throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux's /proc");
        long before = 0;
        for (int i = 0; i < warmUp + rounds; i++) {
            if (i == warmUp) {
                before = residentKib();
            }
            round.run(i);
        }
        return residentKib() - before;
    }

    private static void read(byte[] bytes, int round) throws Exception {
        try (VideoReader reader =
                FfmpegVideoReader.open(
                        new TestingFileSource(bytes), "clip", ReaderLimits.DEFAULT)) {
            FrameShape padded = new FrameShape(64, 64, FrameShape.Fit.LETTERBOX, 114);
            FrameShape cropped = new FrameShape(48, 48, FrameShape.Fit.CENTER_CROP, 0);
            List<PictureSampling> pictures =
                    List.of(
                            new PictureSampling("padded", EVERY, padded, 80),
                            PictureSampling.of("cropped", EVERY, cropped));
            long end = round % 2 == 0 ? Long.MAX_VALUE : 100_000;
            int[] frames = {0};
            reader.read(
                    new ReadRequest(0, end, -1, pictures, new JpegSampling(EVERY, 64))
                            .withSound(SoundSampling.withTail(50_000)),
                    frame -> frames[0]++);
            assertThat(frames[0]).isPositive();
        }
    }

    private static void refuse(byte[] bytes) throws IOException {
        try {
            FfmpegVideoReader.open(new TestingFileSource(bytes), "clip", ReaderLimits.DEFAULT)
                    .close();
            throw new AssertionError("this file is broken and was opened");
        } catch (RejectedInput expected) {
            assertThat(expected.reason()).isNotEmpty();
        }
    }

    private static long residentKib() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
