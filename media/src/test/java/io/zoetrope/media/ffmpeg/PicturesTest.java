package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.picture.FrameShape.Fit;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.TestingFileSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours stay where they belong: red and green above, blue and white below. */
class PicturesTest {
    private static final String ASKER = "pictures";
    private static final Sampling EVERY = Sampling.every(0);
    private static final int TOLERANCE = 24;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, RGBW",
        "90, BRWG",
        "180, WBGR",
        "270, GWRB",
    })
    void turnedAsDisplayed(int degrees, String corners) throws Exception {
        SampledFrame frame = frame(degrees, 160, new FrameShape(64, 48, Fit.STRETCH, 0));
        assertThat(corners(frame.picture(ASKER).rgb(), 64, 48)).isEqualTo(corners);
        BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(frame.jpeg()));
        boolean upright = degrees % 180 == 0;
        assertThat(jpeg.getWidth()).isEqualTo(upright ? 160 : 80);
        assertThat(jpeg.getHeight()).isEqualTo(upright ? 80 : 160);
        assertThat(corners(packed(jpeg), jpeg.getWidth(), jpeg.getHeight())).isEqualTo(corners);
    }

    @Test
    void letterboxPadsWithItsGrey() throws Exception {
        byte[] rgb = frame(0, 0, new FrameShape(100, 100, Fit.LETTERBOX, 114)).picture(ASKER).rgb();
        assertThat(at(rgb, 100, 50, 10)).containsExactly(114, 114, 114);
        assertThat(at(rgb, 100, 50, 90)).containsExactly(114, 114, 114);
        assertThat(letter(at(rgb, 100, 10, 35))).isEqualTo('R');
        assertThat(letter(at(rgb, 100, 90, 65))).isEqualTo('W');
    }

    @Test
    void centerCropLosesTheSides() throws Exception {
        byte[] rgb = frame(90, 0, new FrameShape(80, 80, Fit.CENTER_CROP, 0)).picture(ASKER).rgb();
        assertThat(corners(rgb, 80, 80)).isEqualTo("BRWG");
        // Turned, the black bars stand left and right, and it is above and below that is cut off.
        assertThat(letter(at(rgb, 80, 20, 1))).isEqualTo('B');
        assertThat(at(rgb, 80, 1, 20)[2]).isLessThan(80);
    }

    @Test
    void smallVideosAreNotEnlargedToJpegs() throws Exception {
        SampledFrame frame = frame(0, 4000, new FrameShape(8, 8, Fit.STRETCH, 0));
        BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(frame.jpeg()));
        assertThat(jpeg.getWidth()).isEqualTo(320);
    }

    private SampledFrame frame(int degrees, int jpegSide, FrameShape shape) throws Exception {
        ClipOptions options = ClipOptions.h264(320, 160, 25).withRotation(degrees);
        Path file = folder.resolve("colours.mp4");
        ClipMaker.make(file, options, List.of(new Shot("colours", PicturesTest::paint, 3)));
        List<SampledFrame> frames = new ArrayList<>();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "colours", ReaderLimits.DEFAULT)) {
            reader.read(
                    new ReadRequest(
                            0,
                            1,
                            -1,
                            List.of(PictureSampling.of(ASKER, EVERY, shape)),
                            new JpegSampling(EVERY, jpegSide)),
                    frames::add);
        }
        assertThat(frames).hasSize(1);
        return frames.get(0);
    }

    private static void paint(BufferedImage canvas, int frame, double seconds) {
        Graphics2D g = canvas.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(0, 0, 160, 80);
        g.setColor(Color.GREEN);
        g.fillRect(160, 0, 160, 80);
        g.setColor(Color.BLUE);
        g.fillRect(0, 80, 160, 80);
        g.setColor(Color.WHITE);
        g.fillRect(160, 80, 160, 80);
        g.setColor(Color.BLACK);
        g.fillRect(0, 152, 320, 8);
        g.fillRect(0, 0, 320, 8);
        g.dispose();
    }

    private static String corners(byte[] rgb, int width, int height) {
        StringBuilder letters = new StringBuilder();
        for (int y : new int[] {height / 4, height * 3 / 4}) {
            for (int x : new int[] {width / 4, width * 3 / 4}) {
                letters.append(letter(at(rgb, width, x, y)));
            }
        }
        return letters.toString();
    }

    private static char letter(int[] rgb) {
        boolean r = rgb[0] > 255 - TOLERANCE;
        boolean g = rgb[1] > 255 - TOLERANCE;
        boolean b = rgb[2] > 255 - TOLERANCE;
        return r && g && b ? 'W' : r ? 'R' : g ? 'G' : b ? 'B' : '?';
    }

    private static int[] at(byte[] rgb, int width, int x, int y) {
        int at = 3 * (y * width + x);
        return new int[] {rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF};
    }

    private static byte[] packed(BufferedImage image) {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < rgb.length / 3; i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return rgb;
    }
}
