package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What containers say about a track, and what follows from it. */
class ContainerFactsTest {
    private static final ClipOptions MPEG4 = TestingClips.SMALL.withCodec("mpeg4", 12, 0);

    @TempDir Path folder;

    @Test
    void editListHidesTheBeginning() throws Exception {
        Path made = TestingClips.numbered(folder, "plain.mp4", MPEG4, 60).file();
        Path edited = folder.resolve("edited.mp4");
        // Seven frames at 25 frames per second in MPEG-4's 12,800 ticks per second.
        TestingRemux.copy(List.of(made), edited, -7 * 512, out -> {});
        try (TestingFileSource source = new TestingFileSource(edited);
                VideoReader reader = open(source)) {
            ReaderContract contract = new ReaderContract(reader, Long.MAX_VALUE, 333_333);
            ReaderContract.Pass whole = contract.whole(Sampling.every(0));
            assertThat(whole.timesUs()).hasSize(53).startsWith(0L, 40_000L);
            assertThat(number(whole.frames().get(0))).isEqualTo(7);
            assertThat(reader.keyFrames().timesUs()).startsWith(-280_000, 1_160_000);
            assertThat(contract.whole(Sampling.keyFrames(0)).timesUs())
                    .startsWith(0L, 200_000L, 680_000L);
            contract.holds();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void pixelsThatAreNotSquare(String extension) throws Exception {
        Consumer<AVFormatContext> wide =
                out -> {
                    out.streams(0).sample_aspect_ratio().num(3).den(2);
                    out.streams(0).codecpar().sample_aspect_ratio().num(3).den(2);
                };
        Path file = remuxed("wide." + extension, MPEG4, wide);
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = open(source)) {
            assertThat(reader.info().width()).isEqualTo(192);
            assertThat(reader.info().height()).isEqualTo(96);
        }
    }

    @Test
    void rotatedClipIsDescribedAsDisplayed() throws Exception {
        Clip clip = TestingClips.numbered(folder, "turned.mp4", MPEG4.withRotation(270), 5);
        try (TestingFileSource source = new TestingFileSource(clip.file());
                VideoReader reader = open(source)) {
            assertThat(reader.info().rotationDegrees()).isEqualTo(270);
            assertThat(reader.info().width()).isEqualTo(96);
            assertThat(reader.info().height()).isEqualTo(128);
            assertThat(reader.info().durationUs()).isEqualTo(200_000);
            assertThat(reader.info().videoCodec()).isEqualTo("mpeg4");
            assertThat(reader.info().container()).startsWith("mov,mp4");
            assertThat(reader.info().frameRate().value()).isEqualTo(25);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void defaultOfTwoTracksIsRead(int chosen) throws Exception {
        Path small = TestingClips.numbered(folder, "small.mkv", MPEG4, 30).file();
        ClipOptions other = ClipOptions.h264(160, 120, 25).withCodec("mpeg4", 12, 0);
        Path large = TestingClips.numbered(folder, "large.mkv", other, 40).file();
        Path both = folder.resolve("both.mkv");
        TestingRemux.copy(
                List.of(small, large),
                both,
                0,
                out -> {
                    out.streams(chosen).disposition(AV_DISPOSITION_DEFAULT);
                    out.streams(1 - chosen).disposition(0);
                });
        try (TestingFileSource source = new TestingFileSource(both);
                VideoReader reader = open(source)) {
            assertThat(reader.info().width()).isEqualTo(chosen == 0 ? 128 : 160);
            ReaderContract contract = new ReaderContract(reader, Long.MAX_VALUE);
            assertThat(contract.whole(Sampling.every(0)).frames()).hasSize(chosen == 0 ? 30 : 40);
        }
    }

    @Test
    void soundIsNamed() throws Exception {
        Clip clip = TestingClips.numbered(folder, "sound.mp4", TestingClips.SMALL.withTone(), 30);
        try (TestingFileSource source = new TestingFileSource(clip.file());
                VideoReader reader = open(source)) {
            assertThat(reader.info().audioCodec()).isEqualTo("aac");
            assertThat(reader.info().sizeBytes()).isEqualTo(source.size());
        }
    }

    @Test
    void keyFramesOfMp4CostNoReading() throws Exception {
        ClipOptions large = ClipOptions.h264(640, 480, 25).withCodec("mpeg4", 12, 2);
        Clip clip = TestingClips.numbered(folder, "long.mp4", large, 400);
        try (TestingFileSource source = new TestingFileSource(clip.file());
                VideoReader reader = open(source)) {
            long before = source.bytesRead();
            assertThat(reader.keyFrames().timesUs()).hasSize(12).startsWith(0, 1_440_000);
            assertThat(source.bytesRead() - before).isLessThan(1 << 17);
            new ReaderContract(reader, 2_000_000, 500_000).holds();
        }
    }

    private Path remuxed(String name, ClipOptions options, Consumer<AVFormatContext> change) {
        Path made = TestingClips.numbered(folder, "plain.mp4", options, 20).file();
        Path file = folder.resolve(name);
        TestingRemux.copy(List.of(made), file, 0, change);
        return file;
    }

    private static VideoReader open(TestingFileSource source) throws Exception {
        return FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT);
    }

    private static int number(SampledFrame frame) {
        return FrameNumbers.read(ReaderContract.rgb(frame), 32, 32);
    }
}
