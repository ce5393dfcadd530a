package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.encode.PictureEncoder;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders other than the default; which are there depends on the build and on the machine. */
class EncodersTest {
    private static final String X264 = "libx264";

    @TempDir Path folder;

    @Test
    void oneThatTheMachineCannotRunIsNamedAndNoneTakesItsPlace() throws Exception {
        assumeTrue(
                Files.notExists(Path.of("/dev/nvidiactl")),
                "skipped: this machine has a GPU, which may encode");
        assertThatThrownBy(() -> made("h264_nvenc"))
                .isInstanceOfSatisfying(
                        RejectedInput.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ENCODER_MISSING.wire()))
                .hasMessageContaining("h264_nvenc")
                .hasMessageContaining("playback.encoder");
    }

    /**
     * FFmpeg passes over what it does not know. Whether a machine can run an encoder does not
     * matter here, but the build has to have it: that of NVIDIA is in every one for Linux and
     * Windows.
     */
    @ParameterizedTest
    @ValueSource(strings = {Encoding.OPENH264, "h264_nvenc", X264})
    void whatAnEncoderIsToldItKnows(String encoder) {
        AVCodec codec = avcodec_find_encoder_by_name(encoder);
        assumeTrue(codec != null, "skipped: a build without " + encoder);
        AVCodecContext context = avcodec_alloc_context3(codec);
        try {
            assertThat(PictureEncoder.options(encoder)).isNotEmpty();
            PictureEncoder.options(encoder)
                    .forEach(
                            (name, value) ->
                                    assertThat(av_opt_set(context.priv_data(), name, value, 0))
                                            .as(name + "=" + value)
                                            .isNotNegative());
        } finally {
            avcodec_free_context(context);
        }
    }

    /** Of a build with the Maven profile gpl. Its name stands in what it encodes. */
    @Test
    void x264IsTakenIfTheBuildHasIt() throws Exception {
        if (avcodec_find_encoder_by_name(X264) == null) {
            assertThatThrownBy(() -> made(X264))
                    .isInstanceOf(RejectedInput.class)
                    .hasMessageContaining("is not in this build");
            return;
        }
        MadeSegments made = made(X264);
        assertThat(new String(made.joined(0), StandardCharsets.ISO_8859_1)).contains("x264 - core");
        assertThat(made.seen(0).numbers()).isEqualTo(IntStream.range(0, 60).boxed().toList());
    }

    /** Its pictures are reordered: the tail of a clip is encoded too. */
    @Test
    void clipsOfWhatX264EncodedAreCopiedBetweenTheirEnds() throws Exception {
        assumeTrue(
                avcodec_find_encoder_by_name(X264) != null,
                "skipped: a build without libx264 (Maven profile gpl)");
        ClipOptions options = ClipOptions.h264(96, 64, 25).withCodec(X264, 25, 2);
        Clip video = TestingClips.numbered(folder, "video.mp4", options, 150);
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        ClipReport report;
        try (TestingFileSource source = new TestingFileSource(video.file());
                VideoReader reader =
                        FfmpegVideoReader.open(source, "video.mp4", ReaderLimits.DEFAULT)) {
            report =
                    reader.clip(
                            new ClipRequest(1_300_000, 4_080_000, 640, 1 << 24),
                            (piece, length) -> clip.write(piece, 0, length));
        }
        try (TestingFileSource source = new TestingFileSource(clip.toByteArray())) {
            assertThat(MadeSegments.seen(source, 0).numbers())
                    .isEqualTo(IntStream.range(32, 102).boxed().toList());
        }
        assertThat(report.copied()).isBetween(50, 69);
    }

    private MadeSegments made(String encoder) throws Exception {
        Clip clip = TestingClips.numbered(folder, "a.mp4", TestingClips.SMALL, 60);
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(clip.file());
                VideoReader reader =
                        FfmpegVideoReader.open(source, "a.mp4", ReaderLimits.DEFAULT)) {
            made.make(
                    reader,
                    new SegmentRequest(0, 0, Long.MAX_VALUE, -1)
                            .as(List.of("96p"), Encoding.DEFAULT.withEncoder(encoder)));
        }
        return made;
    }
}
