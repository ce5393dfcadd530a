package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.zoetrope.testing.clips.TestingFileSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HDR comes out as ordinary pictures: sRGB with BT.709 primaries, 203 cd/m² at 191 of 255, 1000 and
 * more at 255. Signals here are made by the standards' formulas, the other way round.
 */
class HdrPicturesTest {
    private static final Sampling EVERY = Sampling.every(0);
    private static final Offset<Integer> NEAR = Offset.offset(6);
    private static final double WHITE = 203;

    /** BT.709's red, in BT.2020's primaries. */
    private static final double[] RED = {0.6274, 0.0691, 0.0164};

    @TempDir Path folder;

    @Test
    void perceptualQuantizer() throws Exception {
        assertOrdinary(AVCOL_TRC_SMPTE2084, HdrPicturesTest::pq);
    }

    @Test
    void hybridLogGamma() throws Exception {
        assertOrdinary(AVCOL_TRC_ARIB_STD_B67, HdrPicturesTest::hlg);
    }

    @Test
    void tenBitsWithoutHdrStayAsTheyAre() throws Exception {
        List<int[]> seen = colours(AVCOL_TRC_BT2020_10, List.of(grey(0), grey(0.5), grey(1)));
        assertThat(seen.get(0)[1]).isCloseTo(0, NEAR);
        assertThat(seen.get(1)[1]).isCloseTo(128, NEAR);
        assertThat(seen.get(2)[1]).isCloseTo(255, NEAR);
    }

    private void assertOrdinary(int transfer, DoubleUnaryOperator signal) throws Exception {
        double red = signal.applyAsDouble(RED[0] * WHITE);
        double green = signal.applyAsDouble(RED[1] * WHITE);
        double blue = signal.applyAsDouble(RED[2] * WHITE);
        List<int[]> seen =
                colours(
                        transfer,
                        List.of(
                                grey(0),
                                grey(signal.applyAsDouble(50)),
                                grey(signal.applyAsDouble(WHITE)),
                                grey(signal.applyAsDouble(1000)),
                                new double[] {red, green, blue}));
        int[] greys = {0, 123, 191, 255};
        for (int i = 0; i < greys.length; i++) {
            for (int channel : seen.get(i)) {
                assertThat(channel).as("grey %d", i).isCloseTo(greys[i], NEAR);
            }
        }
        assertThat(seen.get(4)[0]).isCloseTo(191, Offset.offset(10));
        assertThat(seen.get(4)[1]).as("green of BT.709's red").isLessThan(45);
        assertThat(seen.get(4)[2]).as("blue of BT.709's red").isLessThan(45);
    }

    /** The middle of each stripe, in the model's picture; the JPEG must show the same. */
    private List<int[]> colours(int transfer, List<double[]> stripes) throws Exception {
        Path file = folder.resolve("stripes.mkv");
        TestingHdrClip.make(file, transfer, stripes);
        int width = TestingHdrClip.width(stripes.size()) / 2;
        FrameShape shape = new FrameShape(width, 32, Fit.STRETCH, 0);
        List<SampledFrame> frames = new ArrayList<>();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "stripes", ReaderLimits.DEFAULT)) {
            reader.read(
                    new ReadRequest(
                            0,
                            1,
                            -1,
                            List.of(PictureSampling.of("hdr", EVERY, shape)),
                            new JpegSampling(EVERY, 4000)),
                    frames::add);
        }
        assertThat(frames).hasSize(1);
        BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(frames.get(0).jpeg()));
        byte[] rgb = frames.get(0).picture("hdr").rgb();
        List<int[]> colours = new ArrayList<>();
        for (int i = 0; i < stripes.size(); i++) {
            int x = width * (2 * i + 1) / (2 * stripes.size());
            int at = 3 * (16 * width + x);
            int[] colour = {rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF};
            int pixel = jpeg.getRGB(2 * x, 32);
            assertThat(pixel >> 8 & 0xFF)
                    .as("green in the JPEG")
                    .isCloseTo(colour[1], Offset.offset(12));
            colours.add(colour);
        }
        return colours;
    }

    private static double[] grey(double signal) {
        return new double[] {signal, signal, signal};
    }

    /** SMPTE ST 2084, inverse EOTF. */
    private static double pq(double nits) {
        double power = Math.pow(nits / 10_000, 2610.0 / 16384);
        double up = 3424.0 / 4096 + 2413.0 / 4096 * 32 * power;
        return Math.pow(up / (1 + 2392.0 / 4096 * 32 * power), 2523.0 / 4096 * 128);
    }

    /** ARIB STD-B67, OETF behind the inverse system gamma of a display of 1000 cd/m². */
    private static double hlg(double nits) {
        double scene = Math.pow(nits / 1000, 1 / 1.2);
        double a = 0.17883277;
        double b = 1 - 4 * a;
        double c = 0.5 - a * Math.log(4 * a);
        return scene <= 1.0 / 12 ? Math.sqrt(3 * scene) : a * Math.log(12 * scene - b) + c;
    }
}
