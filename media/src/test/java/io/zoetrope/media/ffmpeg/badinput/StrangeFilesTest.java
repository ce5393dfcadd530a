package io.zoetrope.media.ffmpeg.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.ReaderContract;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.TestingRemux;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of kinds that trouble software, made here; what is right is known. */
class StrangeFilesTest {
    private static final ClipOptions MPEG4 = TestingClips.SMALL.withCodec("mpeg4", 12, 0);

    /** MPEG-4 in MP4 counts 12,800 ticks a second. */
    private static final int SECOND = 12_800;

    @TempDir Path folder;

    /** What one pass over everything gave. */
    private record Seen(List<SampledFrame> frames, ReadReport report) {
        List<Long> timesUs() {
            return frames.stream().map(SampledFrame::ptsUs).toList();
        }

        List<Integer> numbers() {
            return frames.stream()
                    .map(frame -> FrameNumbers.read(ReaderContract.rgb(frame), 32, 32))
                    .toList();
        }
    }

    @Test
    void aPictureThatComesLateStandsWhereABrowserShowsIt() throws Exception {
        Path late = folder.resolve("late.mp4");
        TestingRemux.copy(List.of(clip("plain.mp4", MPEG4, 50)), late, 10 * SECOND, out -> {});
        try (FfmpegVideoReader reader = open(Files.readAllBytes(late))) {
            assertThat(reader.info().startUs()).isEqualTo(10_000_000);
            assertThat(reader.info().durationUs()).isEqualTo(2_000_000);
            assertThat(reader.keyFrames().timesUs()).startsWith(10_000_000);
            Seen seen = everything(reader);
            assertThat(seen.timesUs()).hasSize(50).startsWith(10_000_000L, 10_040_000L);
            assertThat(seen.report().lastEndUs()).isEqualTo(12_000_000);
            new ReaderContract(reader, Long.MAX_VALUE, 300_000).holds();
        }
    }

    @Test
    void anEditListThatHidesEverythingIsPassedOver() throws Exception {
        Path edited = folder.resolve("edited.mp4");
        TestingRemux.copy(List.of(clip("plain.mp4", MPEG4, 50)), edited, -7 * 512, out -> {});
        byte[] bytes = Files.readAllBytes(edited);
        byte[] beyond = elst(2000, 20 * SECOND);
        byte[] nothing = elst(2000, -1);
        for (byte[] edits : List.of(beyond, nothing, elst(0, 20 * SECOND))) {
            byte[] hidden = TestingBoxes.replaced(bytes, "edts", TestingBoxes.box("edts", edits));
            try (FfmpegVideoReader reader = open(hidden)) {
                Seen seen = everything(reader);
                assertThat(seen.numbers()).isEqualTo(IntStream.range(0, 50).boxed().toList());
                assertThat(seen.report().problem()).isNull();
            }
        }
    }

    private static byte[] elst(int duration, int mediaTime) {
        ByteBuffer entry = ByteBuffer.allocate(20);
        entry.putInt(0).putInt(1).putInt(duration).putInt(mediaTime).putInt(1 << 16);
        return TestingBoxes.box("elst", entry.array());
    }

    @Test
    void theFilmIsTakenAndNotItsFewStills() throws Exception {
        Path film = clip("film.mp4", MPEG4, 50);
        Path stills =
                clip("stills.mp4", ClipOptions.h264(320, 240, 25).withCodec("mpeg4", 12, 0), 2);
        Path both = folder.resolve("both.mp4");
        TestingRemux.copy(
                List.of(stills, film),
                both,
                0,
                out -> {
                    out.streams(0).disposition(AV_DISPOSITION_DEFAULT);
                    out.streams(1).disposition(AV_DISPOSITION_DEFAULT);
                });
        try (FfmpegVideoReader reader = open(Files.readAllBytes(both))) {
            assertThat(reader.info().width()).isEqualTo(128);
            assertThat(everything(reader).frames()).hasSize(50);
        }
    }

    @Test
    void aLastPictureStaysUntilTheFileEnds() throws Exception {
        for (String extension : List.of("mp4", "mkv")) {
            Path brief = clip("brief." + extension, MPEG4, 5);
            Path other = clip("other." + extension, MPEG4, 100);
            Path both = folder.resolve("held." + extension);
            TestingRemux.copy(
                    List.of(brief, other),
                    both,
                    0,
                    out -> {
                        out.streams(0).disposition(AV_DISPOSITION_DEFAULT);
                        out.streams(1).disposition(0);
                    });
            try (FfmpegVideoReader reader = open(Files.readAllBytes(both))) {
                Seen seen = everything(reader);
                assertThat(seen.frames()).as(extension).hasSize(5);
                assertThat(seen.report().lastEndUs()).isBetween(3_900_000L, 4_001_000L);
            }
        }
    }

    @Test
    void withKeyFramesOnlyTheLastOneCoversItsGroup() throws Exception {
        for (String name : List.of("group.mp4", "group.mkv", "group.ts", "group.avi")) {
            try (FfmpegVideoReader reader = open(Files.readAllBytes(clip(name, MPEG4, 50)))) {
                ReadReport report = reader.read(request(Sampling.keyFrames(0)), frame -> {});
                assertThat(report.lastEndUs()).as(name).isBetween(1_959_000L, 2_001_000L);
            }
        }
    }

    @Test
    void anUnknownLengthIsFoundInThePackets() throws Exception {
        byte[] bytes =
                Files.readAllBytes(
                        clip("live.webm", TestingClips.SMALL.withCodec("libvpx", 25, 0), 100));
        String text = new String(bytes, ISO_8859_1);
        int duration = text.indexOf("\u0044\u0089\u0088");
        assertThat(duration).isPositive();
        // The length becomes padding, the cues something that nobody knows.
        bytes[duration] = (byte) 0xEC;
        bytes[duration + 1] = (byte) 0x89;
        byte[] live =
                TestingClips.replaced(
                        bytes, "\u001c\u0053\u00bb\u006b", "\u001c\u0053\u00bb\u006a");
        try (FfmpegVideoReader reader = open(live)) {
            assertThat(reader.info().durationUs()).isZero();
            assertThat(reader.keyFrames().timesUs()).hasSize(4);
            assertThat(reader.info().durationUs()).isBetween(3_990_000L, 4_010_000L);
            ReadReport early = reader.read(request(0, 1_000_000), frame -> {});
            assertThat(early.ended()).isFalse();
            assertThat(everything(reader).report().ended()).isTrue();
        }
    }

    @Test
    void aDeclaredLengthThatLiesIsNotBelieved() throws Exception {
        byte[] bytes = Files.readAllBytes(clip("lies.mkv", MPEG4, 50));
        int duration = new String(bytes, ISO_8859_1).indexOf("\u0044\u0089\u0088");
        ByteBuffer.wrap(bytes).putDouble(duration + 3, 3_900_000);
        try (FfmpegVideoReader reader = open(bytes)) {
            assertThat(reader.info().durationUs()).isEqualTo(3_900_000_000L);
            reader.keyFrames();
            assertThat(reader.info().durationUs()).isBetween(1_999_000L, 2_001_000L);
            Seen seen = everything(reader);
            assertThat(seen.report().lastEndUs()).isBetween(1_999_000L, 2_001_000L);
            assertThat(seen.report().problem()).isNull();
        }
    }

    @Test
    void aStreamWhoseClockIsSetAnewGoesOn() throws Exception {
        byte[] once = Files.readAllBytes(clip("once.ts", MPEG4, 50));
        byte[] twice = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);
        try (FfmpegVideoReader reader = open(twice)) {
            Seen seen = everything(reader);
            assertThat(seen.timesUs())
                    .isEqualTo(LongStream.range(0, 100).mapToObj(i -> i * 40_000).toList());
            assertThat(seen.report().problem()).isNull();
            assertThat(seen.numbers()).startsWith(0, 1).endsWith(48, 49);
        }
        // A reader that begins behind the join, as another slot's does.
        try (FfmpegVideoReader first = open(twice);
                FfmpegVideoReader later = open(twice)) {
            long[] times = first.keyFrames().timesUs();
            long[] positions = first.keyFrames().positions();
            int behind = times.length - 1;
            assertThat(times[behind]).isGreaterThan(2_000_000);
            List<SampledFrame> frames = new ArrayList<>();
            later.read(
                    ReaderContract.request(
                            times[behind], Long.MAX_VALUE, positions[behind], Sampling.every(0)),
                    frames::add);
            assertThat(frames.get(0).ptsUs()).isEqualTo(times[behind]);
            assertThat(frames.get(frames.size() - 1).ptsUs()).isEqualTo(3_960_000);
        }
    }

    @Test
    void picturesThatAreTooLargeInBytesAreReported() throws Exception {
        ReaderLimits limits = ReaderLimits.DEFAULT;
        ReaderLimits few =
                new ReaderLimits(
                        limits.maxPixels(),
                        limits.maxStreams(),
                        500,
                        limits.probeBytes(),
                        limits.openTimeout(),
                        limits.stallTimeout(),
                        limits.readTimeout());
        byte[] bytes =
                Files.readAllBytes(
                        clip(
                                "large.mp4",
                                ClipOptions.h264(640, 480, 25).withCodec("mpeg4", 12, 0),
                                50));
        try (FfmpegVideoReader reader =
                FfmpegVideoReader.open(new TestingFileSource(bytes), "large.mp4", few)) {
            ReadReport report = reader.read(request(Sampling.every(0)), frame -> {});
            assertThat(report.problem().reason()).isEqualTo("packet_too_large");
        }
    }

    @Test
    void oneCallHasADeadline() throws Exception {
        ReaderLimits limits = ReaderLimits.DEFAULT;
        ReaderLimits brief =
                new ReaderLimits(
                        limits.maxPixels(),
                        limits.maxStreams(),
                        limits.maxPacketBytes(),
                        limits.probeBytes(),
                        limits.openTimeout(),
                        limits.stallTimeout(),
                        Duration.ofNanos(1));
        byte[] bytes = Files.readAllBytes(clip("long.mp4", MPEG4, 50));
        try (FfmpegVideoReader reader =
                FfmpegVideoReader.open(new TestingFileSource(bytes), "long.mp4", brief)) {
            assertThatThrownBy(() -> reader.read(request(Sampling.every(0)), frame -> {}))
                    .isInstanceOfSatisfying(
                            RejectedInput.class, e -> assertThat(e.reason()).isEqualTo("too_slow"));
        }
    }

    private Path clip(String name, ClipOptions options, int frames) {
        return TestingClips.numbered(folder, name, options, frames).file();
    }

    private static FfmpegVideoReader open(byte[] bytes) throws RejectedInput, IOException {
        return FfmpegVideoReader.open(
                new TestingFileSource(bytes), "strange.mp4", ReaderLimits.DEFAULT);
    }

    private static Seen everything(FfmpegVideoReader reader) throws RejectedInput, IOException {
        List<SampledFrame> frames = new ArrayList<>();
        ReadReport report = reader.read(request(Sampling.every(0)), frames::add);
        return new Seen(frames, report);
    }

    private static ReadRequest request(Sampling sampling) {
        return ReaderContract.request(0, Long.MAX_VALUE, -1, sampling);
    }

    private static ReadRequest request(long startUs, long endUs) {
        return ReaderContract.request(startUs, endUs, -1, Sampling.every(0));
    }
}
