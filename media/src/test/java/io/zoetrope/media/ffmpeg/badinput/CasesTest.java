package io.zoetrope.media.ffmpeg.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.ReaderContract;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real files that went wrong, if they are at hand; StrangeFilesTest and SizesTest make their like.
 */
class CasesTest {
    @ParameterizedTest
    @CsvSource({
        // file, first picture, end of the last, frames, displayed size
        "01-first-pts-10s.mp4, 10000000, 14000000, 120, 1137, 640",
        "10-pixel-two-hevc-tracks.mp4, 0, 1774000, 53, 1080, 1440",
        "30-mediarecorder-no-duration.webm, 0, 50783000, 328, 640, 480",
        "34-declares-3900s-has-8s.mp4, 66666, 8066666, 240, 640, 360",
    })
    void isReadToItsTrueEnd(
            String name, long startUs, long endUs, int frames, int width, int height)
            throws Exception {
        try (TestingFileSource source = new TestingFileSource(file(name));
                FfmpegVideoReader reader =
                        FfmpegVideoReader.open(source, name, ReaderLimits.DEFAULT)) {
            reader.keyFrames();
            assertThat(reader.info().startUs()).isEqualTo(startUs);
            assertThat(reader.info().endUs()).isBetween(endUs - 20_000, endUs + 20_000);
            assertThat(reader.info().width()).isEqualTo(width);
            assertThat(reader.info().height()).isEqualTo(height);
            ReadReport report = reader.read(everything(), frame -> {});
            assertThat(report.framesDecoded()).isEqualTo(frames);
            assertThat(report.lastEndUs()).isBetween(endUs - 20_000, endUs + 20_000);
            assertThat(report.ended()).isTrue();
            assertThat(report.problem()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12-motion-photo.heic, still_picture, picture",
        "44-scrambled-dvb-csa.ts, encrypted, encrypted",
        "60-dolby-vision-dav1.mp4, unsupported_codec, dav1",
    })
    void isRefusedForWhatItIs(String name, String reason, String says) throws Exception {
        try (TestingFileSource source = new TestingFileSource(file(name))) {
            RejectedInput why =
                    catchThrowableOfType(
                            RejectedInput.class,
                            () ->
                                    FfmpegVideoReader.open(source, name, ReaderLimits.DEFAULT)
                                            .close());
            assertThat(why.reason()).isEqualTo(reason);
            assertThat(why).hasMessageContaining(says);
        }
    }

    private static ReadRequest everything() {
        return ReaderContract.request(0, Long.MAX_VALUE, -1, Sampling.every(0));
    }

    private static Path file(String name) {
        String shared = System.getProperty("zoetrope.shared", "");
        Path file = Path.of(shared, "cases", name);
        Assumptions.assumeTrue(
                !shared.isEmpty() && Files.isRegularFile(file),
                "no cases: zoetrope.shared is not set");
        return file;
    }
}
