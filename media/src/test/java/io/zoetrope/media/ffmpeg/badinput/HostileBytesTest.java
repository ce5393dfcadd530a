package io.zoetrope.media.ffmpeg.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.SharedMedia;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flipped, cut and doubled bytes: a file is read or refused, and the process lives on. {@code
 * -Dzoetrope.hostileRounds=n} tries n times as many.
 */
class HostileBytesTest {
    private static final int ROUNDS = Integer.getInteger("zoetrope.hostileRounds", 1);
    private static final int COPIES = 40;
    private static final int MOST_BYTES = 350_000;
    private static final Duration MOST_TIME = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void madeClips() throws Exception {
        List<byte[]> clips = new ArrayList<>();
        for (String[] kind :
                new String[][] {
                    {"libopenh264", "mp4"},
                    {"libopenh264", "mkv"},
                    {"libopenh264", "ts"},
                    {"libopenh264", "flv"},
                    {"mpeg4", "avi"},
                    {"mpeg2video", "mpg"},
                    {"libvpx-vp9", "webm"},
                    {"wmv2", "asf"},
                    {"libvpx", "ogv"},
                    {"mpeg4", "mov"}
                }) {
            String name = "clip." + kind[1];
            TestingClips.numbered(folder, name, TestingClips.SMALL.withCodec(kind[0], 10, 0), 30);
            clips.add(Files.readAllBytes(folder.resolve(name)));
        }
        for (int seed = 0; seed < COPIES * ROUNDS; seed++) {
            for (byte[] clip : clips) {
                survives(damaged(clip, seed), seed);
            }
        }
    }

    @Test
    void realVideos() throws Exception {
        Path shared = SharedMedia.folder("videos");
        Assumptions.assumeTrue(shared != null, "no videos: zoetrope.shared is not set");
        try (Stream<Path> files = Files.list(shared)) {
            for (Path file : files.sorted().toList()) {
                if (Files.size(file) > MOST_BYTES || file.toString().endsWith(".vtt")) {
                    continue;
                }
                byte[] whole = Files.readAllBytes(file);
                for (int seed = 0; seed < 2 * ROUNDS; seed++) {
                    survives(damaged(whole, seed), seed);
                }
            }
        }
    }

    @Test
    void brokenFiles() throws Exception {
        Path shared = SharedMedia.folder("broken");
        Assumptions.assumeTrue(shared != null, "no broken files: zoetrope.shared is not set");
        try (Stream<Path> files = Files.list(shared)) {
            for (Path file : files.toList()) {
                survives(Files.readAllBytes(file), 0);
            }
        }
    }

    private static byte[] damaged(byte[] whole, int seed) {
        Random random = new Random(seed);
        byte[] bytes = whole.clone();
        switch (seed % 4) {
            case 0 -> flip(bytes, random, 1 + random.nextInt(4), Math.min(bytes.length, 2048));
            case 1 -> flip(bytes, random, 1 + random.nextInt(200), bytes.length);
            case 2 -> {
                flip(bytes, random, random.nextInt(8), bytes.length);
                bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            }
            default -> {
                // A stretch of the file lands somewhere else in it.
                int length = random.nextInt(bytes.length / 4);
                int from = random.nextInt(bytes.length - length);
                int to = random.nextInt(bytes.length - length);
                System.arraycopy(whole, from, bytes, to, length);
            }
        }
        return bytes;
    }

    private static void flip(byte[] bytes, Random random, int times, int within) {
        for (int i = 0; i < times; i++) {
            bytes[random.nextInt(within)] = (byte) random.nextInt(256);
        }
    }

    private static void survives(byte[] bytes, int seed) throws IOException {
        long begin = System.nanoTime();
        ReaderLimits limits =
                new ReaderLimits(
                        2048 * 2048, 16, 8 << 20, 1 << 20, MOST_TIME, MOST_TIME, MOST_TIME);
        try (VideoReader reader =
                FfmpegVideoReader.open(new TestingFileSource(bytes), "hostile", limits)) {
            KeyFrameIndex keys = reader.keyFrames();
            assertThat(keys.timesUs()).isSorted().isNotEmpty();
            long middle = keys.timesUs()[keys.timesUs().length / 2];
            long position =
                    keys.positions().length > 0 ? keys.positions()[keys.timesUs().length / 2] : -1;
            read(reader, 0, Long.MAX_VALUE, -1, Sampling.every(200_000));
            read(reader, middle, Long.MAX_VALUE, position, Sampling.every(300_000));
            read(reader, 0, Long.MAX_VALUE, -1, Sampling.keyFrames(0));
        } catch (RejectedInput e) {
            assertThat(e.reason()).matches("[a-z_]+");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("time for seed %d", seed)
                .isLessThan(MOST_TIME);
    }

    private static void read(
            VideoReader reader, long startUs, long endUs, long position, Sampling sampling)
            throws RejectedInput, IOException {
        FrameShape shape = new FrameShape(32, 32, FrameShape.Fit.CENTER_CROP, 0);
        long[] last = {Long.MIN_VALUE};
        reader.read(
                new ReadRequest(
                        startUs,
                        endUs,
                        position,
                        List.of(PictureSampling.of("hostile", sampling, shape)),
                        new JpegSampling(sampling, 64)),
                frame -> {
                    assertThat(frame.ptsUs()).isGreaterThan(last[0]).isBetween(startUs, endUs);
                    assertThat(frame.picture("hostile").rgb()).hasSize(shape.bytes());
                    last[0] = frame.ptsUs();
                });
    }
}
