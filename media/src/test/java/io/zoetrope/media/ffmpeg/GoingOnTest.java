package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges that touch, inside a group of pictures too. */
class GoingOnTest {
    private static final long SEED = 5;

    @TempDir Path folder;

    /** Everything that passes over touching ranges gave. */
    private record Story(List<Long> timesUs, List<Integer> numbers, List<String> signed) {
        Story() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "libopenh264, 0, mp4, false, 0",
        "mpeg4, 2, mp4, false, 0",
        "mpeg4, 2, mp4, false, 170000",
        "mpeg4, 2, avi, false, 0",
        "mpeg4, 2, avi, false, 170000",
        "mpeg4, 0, avi, true, 0",
        "mpeg2video, 2, ts, false, 170000",
        "mpeg2video, 2, mpg, false, 170000",
        "libvpx-vp9, 0, webm, false, 170000",
        "libopenh264, 0, mkv, false, 1000000",
        "libopenh264, 0, mp4, true, 0",
        "mpeg2video, 2, ts, true, 0",
    })
    void anyCutsGiveOneStory(
            String codec, int bFrames, String extension, boolean keysOnly, long intervalUs)
            throws Exception {
        Path file = clip(extension, codec, bFrames, 30);
        Sampling sampling = new Sampling(keysOnly, intervalUs, 0);
        Story whole = new Story();
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            read(reader, 0, Long.MAX_VALUE, sampling, whole);
        }
        assertThat(whole.timesUs()).isNotEmpty();
        assertThat(whole.signed()).hasSizeGreaterThanOrEqualTo(whole.timesUs().size());
        Random random = new Random(SEED);
        for (int round = 0; round < 5; round++) {
            TreeSet<Long> edges = new TreeSet<>();
            for (int i = 0; i < 1 + 2 * round; i++) {
                edges.add(random.nextLong(1, 4_000_000));
            }
            same(whole, inOnePlace(file, sampling, edges), edges);
            same(whole, inTurns(file, sampling, edges), edges);
        }
    }

    private static void same(Story whole, Story parts, TreeSet<Long> edges) {
        assertThat(parts.timesUs()).as("%s", edges).isEqualTo(whole.timesUs());
        assertThat(parts.numbers()).as("%s", edges).isEqualTo(whole.numbers());
        assertThat(parts.signed()).as("%s", edges).isEqualTo(whole.signed());
    }

    /** All ranges come to one reader. */
    private static Story inOnePlace(Path file, Sampling sampling, TreeSet<Long> edges)
            throws Exception {
        Story story = new Story();
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            long start = 0;
            for (long edge : edges) {
                read(reader, start, edge, sampling, story);
                start = edge;
            }
            assertThat(read(reader, start, Long.MAX_VALUE, sampling, story).ended()).isTrue();
        }
        return story;
    }

    /** A new reader for every third range, as after a crash. */
    private static Story inTurns(Path file, Sampling sampling, TreeSet<Long> edges)
            throws Exception {
        Story story = new Story();
        List<Long> all = new ArrayList<>(edges);
        all.add(0, 0L);
        all.add(Long.MAX_VALUE);
        for (int from = 0; from + 1 < all.size(); from += 3) {
            try (TestingFileSource source = new TestingFileSource(file);
                    FfmpegVideoReader reader = open(source)) {
                for (int i = from; i < Math.min(from + 3, all.size() - 1); i++) {
                    read(reader, all.get(i), all.get(i + 1), sampling, story);
                }
            }
        }
        return story;
    }

    /** The first picture stands at 360 ms; some ranges are empty. */
    @ParameterizedTest
    @CsvSource({"mov, 0", "mov, 170000", "mov, 1000000", "mkv, 1000000", "ts, 1000000"})
    void rangesAroundTheFirstPicture(String extension, long intervalUs) throws Exception {
        ClipOptions options = ClipOptions.h264(128, 96, 25).withTimes(9, 0);
        List<Shot> shots = List.of(still(0, 2), still(0x0FF0, 20), still(0xF00F, 20));
        Path file = ClipMaker.make(folder.resolve("late." + extension), options, shots).file();
        Sampling sampling = Sampling.every(intervalUs);
        Story whole = new Story();
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            read(reader, 0, Long.MAX_VALUE, sampling, whole);
        }
        assertThat(whole.signed()).hasSize(42);
        long first = whole.timesUs().get(0);
        for (long edge : new long[] {1, first - 1, first, first + 1, first + 80_000}) {
            if (edge > 0) {
                TreeSet<Long> edges = new TreeSet<>(List.of(edge, edge + 10, edge + 5_000));
                same(whole, inOnePlace(file, sampling, edges), edges);
                same(whole, inTurns(file, sampling, edges), edges);
            }
        }
    }

    private static Shot still(int number, int frames) {
        return new Shot(
                "still",
                (canvas, frame, seconds) -> new FrameNumbers().paint(canvas, number, seconds),
                frames);
    }

    @Test
    void endedIsToldWhenNothingFollows() throws Exception {
        Path file = clip("mp4", "libopenh264", 0, 30);
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            Sampling every = Sampling.every(0);
            assertThat(read(reader, 0, 3_560_000, every, new Story()).ended()).isFalse();
            assertThat(read(reader, 3_560_000, 3_600_000, every, new Story()).ended()).isTrue();
            Story nothing = new Story();
            assertThat(read(reader, 3_600_000, 4_000_000, every, nothing).ended()).isTrue();
            assertThat(read(reader, 9_000_000, 9_100_000, every, nothing).ended()).isTrue();
            assertThat(nothing.timesUs()).isEmpty();
            assertThat(read(reader, 0, 3_600_000, every, new Story()).ended()).isTrue();
        }
    }

    @Test
    void oneKeyFrameIsDecodedFromOnce() throws Exception {
        ClipOptions options = ClipOptions.h264(64, 64, 25).withCodec("mpeg4", 600, 0);
        Clip clip = TestingClips.numbered(folder, "one.mp4", options, 600);
        try (TestingFileSource source = new TestingFileSource(clip.file());
                FfmpegVideoReader reader = open(source)) {
            assertThat(reader.keyFrames().timesUs()).containsExactly(0);
            Story story = new Story();
            for (long us = 0; us < 24_000_000; us += 1_000_000) {
                read(reader, us, us + 1_000_000, Sampling.every(500_000), story);
            }
            assertThat(story.timesUs()).hasSize(48);
            // Plain decoding is 600 frames; a seek for each range would be 7,500.
            assertThat(reader.framesFromDecoder()).isBetween(600L, 780L);
        }
    }

    @Test
    void otherShapesFromTheSamePlace() throws Exception {
        Path file = clip("mp4", "mpeg4", 2, 30);
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            Sampling every = Sampling.every(0);
            Story story = new Story();
            read(reader, 0, 500_000, every, story);
            long before = reader.framesFromDecoder();
            FrameShape wide = new FrameShape(64, 16, FrameShape.Fit.STRETCH, 0);
            List<SampledFrame> frames = new ArrayList<>();
            reader.read(
                    new ReadRequest(
                            500_000,
                            1_000_000,
                            -1,
                            List.of(
                                    PictureSampling.of("wide", every, wide),
                                    PictureSampling.of("wide too", every, wide)),
                            new JpegSampling(every, 32)),
                    frames::add);
            assertThat(frames).hasSize(12);
            assertThat(frames.get(0).ptsUs()).isEqualTo(520_000);
            assertThat(frames.get(0).picture("wide").rgb()).hasSize(wide.bytes());
            assertThat(frames.get(0).picture("wide too").rgb()).hasSize(wide.bytes());
            assertThat(reader.framesFromDecoder() - before).isLessThan(15);
        }
    }

    private static ReadReport read(
            FfmpegVideoReader reader, long start, long end, Sampling sampling, Story story)
            throws Exception {
        ReadRequest request = ReaderContract.request(start, end, -1, sampling);
        ReadReport report =
                reader.read(
                        request,
                        frame -> {
                            story.timesUs().add(frame.ptsUs());
                            story.numbers()
                                    .add(FrameNumbers.read(ReaderContract.rgb(frame), 32, 32));
                        });
        FrameSignatures signatures = report.signatures();
        for (int i = 0; i < signatures.count(); i++) {
            int at = i * FrameSignatures.BYTES;
            byte[] one = Arrays.copyOfRange(signatures.bytes(), at, at + FrameSignatures.BYTES);
            story.signed().add(signatures.timesUs()[i] + " " + Arrays.hashCode(one));
        }
        assertThat(report.problem()).isNull();
        return report;
    }

    private static FfmpegVideoReader open(TestingFileSource source) throws Exception {
        return FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT);
    }

    /** Three shots of thirty frames, numbered within each. */
    private Path clip(String extension, String codec, int bFrames, int frames) {
        ClipOptions options = ClipOptions.h264(128, 96, 25).withCodec(codec, 14, bFrames);
        Shot dark = new Shot("dark", new FrameNumbers(), frames);
        Shot light =
                new Shot(
                        "light",
                        (canvas, frame, seconds) ->
                                new FrameNumbers().paint(canvas, 0xFFFF - frame, seconds),
                        frames);
        return ClipMaker.make(
                        folder.resolve("cut." + extension), options, List.of(dark, light, dark))
                .file();
    }
}
