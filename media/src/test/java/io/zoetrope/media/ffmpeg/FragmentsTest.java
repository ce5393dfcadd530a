package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Reason;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MP4 in fragments without an index of them, as live recorders write it. */
class FragmentsTest {
    private static final int FRAMES = 160;
    private static final String PLAIN = "movflags=frag_keyframe+empty_moov+default_base_moof";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "libopenh264, 25, 0, true, movflags=frag_keyframe+empty_moov+default_base_moof",
        "mpeg4, 25, 2, true, movflags=frag_keyframe+empty_moov+default_base_moof",
        "mpeg4, 25, 2, true, movflags=frag_keyframe+empty_moov+negative_cts_offsets",
        "mpeg4, 12, 0, true, movflags=empty_moov+default_base_moof:frag_duration=300000",
        "mpeg4, 12, 2, true, movflags=empty_moov+default_base_moof:frag_duration=3300000",
        "mpeg4, 60, 0, true, movflags=empty_moov+default_base_moof:frag_duration=100000",
        "mpeg4, 25, 0, true, movflags=frag_keyframe+empty_moov+separate_moof+default_base_moof",
        "mpeg4, 25, 2, true, movflags=frag_keyframe+empty_moov+omit_tfhd_offset+delay_moov",
        "mpeg4, 25, 0, false, movflags=frag_keyframe",
        "mpeg4, 25, 0, false, movflags=dash+global_sidx+frag_keyframe",
    })
    void isReadInPartsAsInOne(String codec, int gop, int bFrames, boolean byPlace, String options)
            throws Exception {
        ClipOptions clip = ClipOptions.h264(128, 96, 25).withCodec(codec, gop, bFrames).withTone();
        Path file = fragmented(clip, FRAMES, options);
        Heard whole = Heard.whole(file);
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            KeyFrameIndex keys = reader.keyFrames();
            assertThat(keys.timesUs()).hasSizeGreaterThan(2);
            assertThat(keys.positions().length > 0).isEqualTo(byPlace);
            assertThat(reader.info().durationUs())
                    .isBetween(FRAMES * 40_000L, FRAMES * 40_000L + 40_000L);
            new ReaderContract(reader, Long.MAX_VALUE, 333_333).holds();
            sameByParts(file, keys, whole);
        }
    }

    /** Each part by a reader of its own, from where the index says. */
    private static void sameByParts(Path file, KeyFrameIndex keys, Heard whole) throws Exception {
        Heard parts = new Heard();
        List<Integer> numbers = new ArrayList<>();
        TreeSet<Long> edges = new TreeSet<>(List.of(0L));
        for (int i = 0; i < keys.timesUs().length; i++) {
            edges.add(keys.timesUs()[i] + i % 2 * 510_000);
        }
        edges.add(Long.MAX_VALUE);
        for (long startUs : edges.headSet(Long.MAX_VALUE)) {
            try (TestingFileSource source = new TestingFileSource(file);
                    FfmpegVideoReader reader = open(source)) {
                ReadRequest request =
                        request(keys, startUs, edges.higher(startUs), Sampling.every(1_000_000));
                parts.read(reader, request.withSound(SoundSampling.withTail(0)));
                reader.read(
                        request(keys, startUs, edges.higher(startUs), Sampling.every(0)),
                        frame -> numbers.add(number(frame)));
            }
        }
        assertThat(parts.framesUs).isEqualTo(whole.framesUs);
        assertThat(parts.places()).isEqualTo(whole.places());
        assertThat(numbers).hasSize(FRAMES).isSorted().doesNotHaveDuplicates();
    }

    private static int number(SampledFrame frame) {
        return FrameNumbers.read(ReaderContract.rgb(frame), 32, 32);
    }

    private static ReadRequest request(
            KeyFrameIndex keys, long startUs, long endUs, Sampling sampling) {
        int key = 0;
        while (key + 1 < keys.timesUs().length && keys.timesUs()[key + 1] <= startUs) {
            key++;
        }
        long position = keys.positions().length == 0 ? -1 : keys.positions()[key];
        return ReaderContract.request(startUs, endUs, position, sampling);
    }

    @Test
    void theLastSecondsAreReachedWithoutReadingWhatComesBefore() throws Exception {
        Path file =
                fragmented(ClipOptions.h264(640, 480, 25).withCodec("mpeg4", 25, 0), 750, PLAIN);
        long size = Files.size(file);
        KeyFrameIndex keys = keys(file);
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            List<SampledFrame> frames = new ArrayList<>();
            int last = keys.timesUs().length - 1;
            reader.read(
                    request(keys, keys.timesUs()[last], Long.MAX_VALUE, Sampling.every(0)),
                    frames::add);
            assertThat(frames).hasSize(25);
            assertThat(number(frames.get(0))).isEqualTo(750 - 25);
            assertThat(source.bytesRead()).isLessThan(size / 4);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 30, 7_777, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
    void aPlaceThatIsNoneCostsTimeAndNoFrame(long place) throws Exception {
        Path file = fragmented(ClipOptions.h264(128, 96, 25), 100, PLAIN);
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            List<SampledFrame> frames = new ArrayList<>();
            reader.read(
                    ReaderContract.request(2_000_000, 3_000_000, place, Sampling.every(0)),
                    frames::add);
            assertThat(frames).hasSize(25);
            assertThat(frames).first().extracting(SampledFrame::ptsUs).isEqualTo(2_000_000L);
        }
    }

    @Test
    void aFragmentWithoutATimeIsReadBehindThoseBeforeIt() throws Exception {
        Path file = fragmented(ClipOptions.h264(128, 96, 25), 100, PLAIN);
        byte[] bytes = TestingClips.replaced(Files.readAllBytes(file), "tfdt", "free");
        try (TestingFileSource source = new TestingFileSource(bytes);
                FfmpegVideoReader reader = open(source)) {
            KeyFrameIndex keys = reader.keyFrames();
            assertThat(keys.positions()).isEmpty();
            assertThat(keys.timesUs()).containsExactly(0, 1_000_000, 2_000_000, 3_000_000);
            new ReaderContract(reader, Long.MAX_VALUE).holds();
        }
        try (TestingFileSource source = new TestingFileSource(bytes);
                FfmpegVideoReader reader = open(source)) {
            List<Integer> numbers = new ArrayList<>();
            reader.read(
                    ReaderContract.request(2_000_000, 3_000_000, 5_000, Sampling.every(0)),
                    frame -> numbers.add(number(frame)));
            assertThat(numbers).hasSize(25).startsWith(50);
        }
    }

    @Test
    void whatIsCutOffIsMissed() throws Exception {
        Path file = fragmented(ClipOptions.h264(128, 96, 25), 100, PLAIN);
        byte[] bytes = Files.readAllBytes(file);
        byte[] cut = Arrays.copyOf(bytes, bytes.length * 7 / 10);
        try (TestingFileSource source = new TestingFileSource(cut);
                FfmpegVideoReader reader = open(source)) {
            List<Integer> numbers = new ArrayList<>();
            ReadReport report =
                    reader.read(
                            ReaderContract.request(0, Long.MAX_VALUE, -1, Sampling.every(0)),
                            frame -> numbers.add(number(frame)));
            assertThat(numbers).hasSizeBetween(50, 90).isSorted();
            assertThat(report.problem().reason()).isEqualTo(Reason.TRUNCATED.wire());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "movflags=empty_moov+default_base_moof:frag_duration=1000000",
                "movflags=empty_moov:frag_duration=300000"
            })
    void soundAloneIsReadFromWhereItIs(String options) throws Exception {
        Path plain =
                FilmMaker.of(folder.resolve("plain.m4a"))
                        .sound(SoundOptions.of("aac", 44_100, 12, SoundOptions.sweep()))
                        .make();
        Path file = folder.resolve("fragments.mp4");
        TestingFragments.copy(plain, file, options);
        Heard whole = Heard.whole(file);
        KeyFrameIndex keys;
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = Heard.open(source)) {
            keys = reader.keyFrames();
            assertThat(keys.positions()).hasSameSizeAs(keys.timesUs()).hasSizeBetween(10, 13);
            assertThat(reader.info().durationUs()).isBetween(11_900_000L, 12_100_000L);
        }
        Heard parts = new Heard();
        List<Long> edges = List.of(0L, 2_300_000L, 7_000_000L, 10_500_000L, Long.MAX_VALUE);
        for (int i = 0; i + 1 < edges.size(); i++) {
            ReadRequest request = request(keys, edges.get(i), edges.get(i + 1), Sampling.every(0));
            try (TestingFileSource source = new TestingFileSource(file);
                    VideoReader reader = Heard.open(source)) {
                parts.read(reader, request.withSound(SoundSampling.withTail(0)));
            }
        }
        assertThat(parts.places()).isEqualTo(whole.places());
        int worst = 0;
        for (long at : whole.samples.keySet()) {
            worst = Math.max(worst, Math.abs(whole.samples.get(at) - parts.samples.get(at)));
        }
        assertThat(worst).isLessThan(200);
        assertThat(parts.report().ended()).isTrue();
    }

    private static KeyFrameIndex keys(Path file) throws Exception {
        try (TestingFileSource source = new TestingFileSource(file);
                FfmpegVideoReader reader = open(source)) {
            return reader.keyFrames();
        }
    }

    private Path fragmented(ClipOptions clip, int frames, String options) {
        Path plain = TestingClips.numbered(folder, "plain.mp4", clip, frames).file();
        Path file = folder.resolve("fragments.mp4");
        TestingFragments.copy(plain, file, options);
        return file;
    }

    private static FfmpegVideoReader open(TestingFileSource source) throws Exception {
        return FfmpegVideoReader.open(source, "fragments", ReaderLimits.DEFAULT);
    }
}
