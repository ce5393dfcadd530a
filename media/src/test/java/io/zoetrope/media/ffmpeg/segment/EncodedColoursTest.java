package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT2020_10;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.picture.FrameShape.Fit;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.TestingHdrClip;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encoded has the colours of the source; HDR comes out as ordinary pictures. */
class EncodedColoursTest {
    @TempDir Path folder;

    @Test
    void tenBitsStayAsTheyAre() throws Exception {
        List<int[]> seen =
                colours(AVCOL_TRC_BT2020_10, List.of(grey(0), grey(0.5), grey(1), red(0.8)));
        assertThat(seen.get(0)[1]).isCloseTo(0, within(6));
        assertThat(seen.get(1)[1]).isCloseTo(128, within(6));
        assertThat(seen.get(2)[1]).isCloseTo(255, within(6));
        assertThat(seen.get(3)[0]).isCloseTo(204, within(20));
        assertThat(seen.get(3)[1]).isLessThan(40);
    }

    @ParameterizedTest
    @ValueSource(ints = {AVCOL_TRC_SMPTE2084, AVCOL_TRC_ARIB_STD_B67})
    void hdrIsToned(int transfer) throws Exception {
        boolean pq = transfer == AVCOL_TRC_SMPTE2084;
        // Signals of about 0, 50, 203 and 1000 cd/m².
        double[] signals = pq ? new double[] {0, 0.44, 0.58, 0.75} : new double[] {0, 0.5, 0.75, 1};
        List<double[]> stripes = new ArrayList<>();
        for (double signal : signals) {
            stripes.add(grey(signal));
        }
        List<int[]> seen = colours(transfer, stripes);
        for (int[] colour : seen) {
            assertThat(colour[0]).as("neutral").isCloseTo(colour[1], within(8));
            assertThat(colour[2]).as("neutral").isCloseTo(colour[1], within(8));
        }
        assertThat(seen.get(0)[1]).isLessThan(12);
        assertThat(seen.get(1)[1]).as("50 cd/m²").isBetween(90, 160);
        assertThat(seen.get(2)[1]).as("white").isBetween(170, 240);
        assertThat(seen.get(3)[1]).as("highlight").isGreaterThan(235);
    }

    /** The middle of each stripe in the first picture, decoded as any other video. */
    private List<int[]> colours(int transfer, List<double[]> stripes) throws Exception {
        Path file = folder.resolve("stripes.mkv");
        TestingHdrClip.make(file, transfer, stripes);
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "stripes.mkv", ReaderLimits.DEFAULT)) {
            made.make(
                    reader,
                    new SegmentRequest(0, 0, Long.MAX_VALUE, -1)
                            .as(List.of("64p"), Encoding.DEFAULT));
        }
        int width = TestingHdrClip.width(stripes.size());
        FrameShape shape = new FrameShape(width, 64, Fit.STRETCH, 0);
        List<SampledFrame> frames = new ArrayList<>();
        try (TestingFileSource source = new TestingFileSource(made.joined(0));
                VideoReader reader =
                        FfmpegVideoReader.open(source, "made.mp4", ReaderLimits.DEFAULT)) {
            ReadRequest all =
                    new ReadRequest(
                            0,
                            Long.MAX_VALUE,
                            -1,
                            List.of(PictureSampling.of("all", Sampling.every(0), shape)),
                            JpegSampling.NONE);
            reader.read(all, frames::add);
        }
        assertThat(frames).hasSize(1);
        byte[] rgb = frames.get(0).pictures().get(0).rgb();
        List<int[]> colours = new ArrayList<>();
        for (int i = 0; i < stripes.size(); i++) {
            int at = 3 * (32 * width + width * (2 * i + 1) / (2 * stripes.size()));
            colours.add(new int[] {rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF});
        }
        return colours;
    }

    private static double[] grey(double signal) {
        return new double[] {signal, signal, signal};
    }

    private static double[] red(double signal) {
        return new double[] {signal, 0, 0};
    }
}
