package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract over clips whose every frame is known. */
class MadeClipsTest {
    private static final int FRAMES = 95;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        // encoder, B-frames, extension, first frame, every n-th left out
        "libopenh264, 0, mp4, 0, 0",
        "libopenh264, 0, mkv, 0, 0",
        "libopenh264, 0, ts, 0, 0",
        "libopenh264, 0, flv, 0, 0",
        "libopenh264, 0, mov, 9, 3",
        "libopenh264, 0, mkv, 9, 3",
        "libopenh264, 0, ts, 30, 4",
        "mpeg4, 2, mp4, 0, 0",
        "mpeg4, 2, mkv, 5, 0",
        "mpeg4, 0, avi, 0, 0",
        "mpeg4, 2, avi, 0, 0",
        "mpeg4, 2, ts, 0, 0",
        "mpeg2video, 2, ts, 0, 0",
        "mpeg2video, 2, mp4, 0, 0",
        "mpeg2video, 2, mpg, 0, 0",
        "mpeg1video, 0, mpg, 0, 0",
        "wmv2, 0, asf, 0, 0",
        "flv, 0, flv, 0, 0",
        "libvpx, 0, webm, 0, 0",
        "libvpx-vp9, 0, webm, 0, 5",
        "libvpx-vp9, 0, mp4, 0, 0",
        "libvpx, 0, ogv, 0, 0",
        "libaom-av1, 0, mp4, 0, 0",
    })
    void holds(String codec, int bFrames, String extension, int first, int dropEvery)
            throws Exception {
        ClipOptions options =
                ClipOptions.h264(128, 96, 25)
                        .withCodec(codec, 12, bFrames)
                        .withTimes(first, dropEvery);
        Clip clip = clip(extension, options);
        try (TestingFileSource source = new TestingFileSource(clip.file());
                VideoReader reader = open(source, "clip")) {
            ReaderContract contract =
                    new ReaderContract(reader, Long.MAX_VALUE, 100_000, 333_333, 1_000_000);
            // Browsers show when a picture comes, even late; elsewhere the first is at 0.
            boolean shownLate = extension.matches("mp4|mov|mkv|webm");
            long startUs = shownLate ? clip.timeUs(first) : 0;
            assertThat(reader.info().startUs()).isBetween(startUs - 1000, startUs + 1000);
            knowsEveryFrame(clip, startUs, contract.whole(Sampling.every(0)));
            contract.holds();
        }
    }

    VideoReader open(MediaSource source, String name) throws Exception {
        return FfmpegVideoReader.open(source, name, ReaderLimits.DEFAULT);
    }

    private static void knowsEveryFrame(Clip clip, long startUs, ReaderContract.Pass whole) {
        List<Long> expected = clip.timesUs();
        assertThat(whole.timesUs()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            // Matroska and FLV count milliseconds.
            assertThat(whole.timesUs().get(i))
                    .isBetween(startUs + expected.get(i) - 1000, startUs + expected.get(i) + 1000);
            int frame = FrameNumbers.read(ReaderContract.rgb(whole.frames().get(i)), 32, 32);
            assertThat(clip.timeUs(frame)).isEqualTo(expected.get(i));
        }
    }

    private Clip clip(String extension, ClipOptions options) {
        return ClipMaker.make(
                folder.resolve("clip." + extension),
                options,
                List.of(new Shot("numbers", new FrameNumbers(), FRAMES)));
    }
}
