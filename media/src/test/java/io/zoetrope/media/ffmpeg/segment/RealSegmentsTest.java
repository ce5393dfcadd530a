package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.SharedMedia;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Codings that cannot be made here, and cameras' files: every picture looks as in the source, with
 * each segment made alone.
 */
class RealSegmentsTest {
    private static final int SIDE = 32;

    /** Of 255, on average over a picture: what coarse coding at a small size leaves. */
    private static final double MOST_APART = 8;

    private record Shown(List<Long> timesUs, List<byte[]> pictures) {}

    @ParameterizedTest
    @CsvSource({
        // HEVC of groups a second long; HEVC in HLG, turned, with an edit list; H.264 that is
        // reordered
        "mp4parser_foreman-hevc-384.mp4, false, 248",
        "androidx_sample_edit_list.mp4, false, 0",
        "toy_frog.mp4, true, 0"
    })
    void everyPictureIsThereAtItsTime(String name, boolean copied, int count) throws Exception {
        Path folder = SharedMedia.folder("videos");
        assumeTrue(folder != null && Files.exists(folder.resolve(name)), "skipped: no " + name);
        Path film = folder.resolve(name);
        List<SegmentRequest> requests =
                MadeSegments.atKeyFrames(film).stream()
                        .map(each -> copied ? each : each.as(List.of("180p"), Encoding.DEFAULT))
                        .toList();
        Shown source;
        try (TestingFileSource bytes = new TestingFileSource(film)) {
            source = shown(bytes, 0);
        }
        MadeSegments made = MadeSegments.backwards(film, requests);
        made.assertTouching(0);
        try (TestingFileSource bytes = new TestingFileSource(made.readable(0))) {
            assertAlike(shown(bytes, MadeSegments.OFFSET_US), source);
        }
        assertThat(source.timesUs()).hasSizeGreaterThan(count - 1);
    }

    private static void assertAlike(Shown seen, Shown source) {
        assertThat(seen.timesUs()).hasSameSizeAs(source.timesUs());
        for (int i = 0; i < seen.timesUs().size(); i++) {
            String what = "picture " + i;
            long us = i == 0 ? 0 : source.timesUs().get(i);
            assertThat(seen.timesUs().get(i)).as(what).isCloseTo(us, within(2L));
            assertThat(apart(seen.pictures().get(i), source.pictures().get(i)))
                    .as(what)
                    .isLessThan(MOST_APART);
        }
    }

    /** Beside how bright they are on the whole: ordinary light is made of the second's. */
    private static double apart(byte[] one, byte[] other) {
        double brighter = mean(one) - mean(other);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF) - brighter);
        }
        return sum / one.length;
    }

    private static double mean(byte[] picture) {
        long sum = 0;
        for (byte each : picture) {
            sum += each & 0xFF;
        }
        return (double) sum / picture.length;
    }

    private static Shown shown(TestingFileSource bytes, long offsetUs) throws Exception {
        Shown shown = new Shown(new ArrayList<>(), new ArrayList<>());
        FrameShape shape = new FrameShape(SIDE, SIDE, FrameShape.Fit.STRETCH, 0);
        ReadRequest all =
                new ReadRequest(
                        Long.MIN_VALUE / 4,
                        Long.MAX_VALUE,
                        -1,
                        List.of(PictureSampling.of("model", Sampling.every(0), shape)),
                        JpegSampling.NONE);
        try (VideoReader reader = FfmpegVideoReader.open(bytes, "film", ReaderLimits.DEFAULT)) {
            reader.read(
                    all,
                    frame -> {
                        shown.timesUs().add(frame.ptsUs() - offsetUs);
                        shown.pictures().add(frame.pictures().get(0).rgb());
                    });
        }
        return shown;
    }
}
