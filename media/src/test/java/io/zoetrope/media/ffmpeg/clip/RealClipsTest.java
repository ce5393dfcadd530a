package io.zoetrope.media.ffmpeg.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.SharedMedia;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips of real videos whose ends are encoded, of coders that reorder pictures too. */
class RealClipsTest {
    private static final FrameShape SHAPE = new FrameShape(64, 64, FrameShape.Fit.STRETCH, 0);

    private record Seen(long us, byte[] rgb) {}

    /** What is copied looks as it did to the last bit, what is encoded nearly. */
    @ParameterizedTest
    @CsvSource({
        // Main: pictures refer to later ones.
        "one-by-one-person-detection.mp4, 950, 3050",
        "friday.mp4, 1000, 4000",
        // Baseline.
        "stream-of-water.mp4, 1900, 2500",
    })
    void showWhatIsShownThen(String name, long startMs, long endMs) throws Exception {
        Path folder = SharedMedia.folder("videos");
        Assumptions.assumeTrue(folder != null, "no videos: zoetrope.shared is not set");
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        ClipReport report;
        List<Seen> source;
        try (TestingFileSource bytes = new TestingFileSource(folder.resolve(name));
                VideoReader reader = FfmpegVideoReader.open(bytes, name, ReaderLimits.DEFAULT)) {
            report =
                    reader.clip(
                            new ClipRequest(startMs * 1000, endMs * 1000, 1920, 1 << 26),
                            (piece, length) -> clip.write(piece, 0, length));
            source = seen(reader, 0, endMs * 1000);
        }
        int first = 0;
        while (source.get(first + 1).us() < startMs * 1000 + 1000) {
            first++;
        }
        List<Seen> expected = source.subList(first, source.size());
        List<Seen> shown;
        try (TestingFileSource bytes = new TestingFileSource(clip.toByteArray());
                VideoReader reader = FfmpegVideoReader.open(bytes, name, ReaderLimits.DEFAULT)) {
            shown = seen(reader, 0, Long.MAX_VALUE);
        }
        assertThat(report.copied()).isBetween(1, report.pictures() - 1);
        assertThat(shown).hasSize(expected.size()).hasSize(report.pictures());
        int same = 0;
        for (int i = 0; i < shown.size(); i++) {
            double apart = apart(expected.get(i).rgb(), shown.get(i).rgb());
            same += apart == 0 ? 1 : 0;
            assertThat(apart).as("picture %d of %d", i, shown.size()).isLessThan(6);
            long us = Math.max(0, expected.get(i).us() - startMs * 1000);
            assertThat(shown.get(i).us()).as("picture " + i).isCloseTo(us, within(30L));
        }
        assertThat(same).isGreaterThanOrEqualTo(report.copied());
    }

    private static List<Seen> seen(VideoReader reader, long fromUs, long toUs) throws Exception {
        List<Seen> seen = new ArrayList<>();
        PictureSampling all = PictureSampling.of("all", Sampling.every(0), SHAPE);
        reader.read(
                new ReadRequest(fromUs, toUs, -1, List.of(all), JpegSampling.NONE),
                frame -> seen.add(new Seen(frame.ptsUs(), frame.picture("all").rgb())));
        return seen;
    }

    private static double apart(byte[] one, byte[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return (double) sum / one.length;
    }
}
