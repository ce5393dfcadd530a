package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.FrameFit;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Pictures;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.TestingFileSource;
import io.zoetrope.testing.scenes.SceneDealer;
import io.zoetrope.testing.scenes.ScenePainter;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams whose pictures change their size, as adaptive senders and broadcasts do. */
class SizesTest {
    private static final int[][] SIZES = {
        {320, 180},
        {640, 360},
        {176, 144},
        {426, 240},
        {128, 96},
        {854, 480},
        {256, 144},
        {640, 480},
        {160, 90}
    };
    private static final int FRAMES = 4;
    private static final FrameShape WIDE = new FrameShape(64, 36, FrameShape.Fit.LETTERBOX, 0);

    private static final FrameShape SQUARE = new FrameShape(64, 64, FrameShape.Fit.LETTERBOX, 0);

    private static final Sampling EVERY = Sampling.every(0);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"libvpx, webm, 2", "libopenh264, ts, 4"})
    void eachSizeGivesTheSamePictures(String codec, String extension, long seed) throws Exception {
        Pictures scene = new ScenePainter(new SceneDealer(seed).any());
        List<SampledFrame> frames = new ArrayList<>();
        ReadReport report = read(sizes(codec, extension, scene), frames);
        assertThat(frames).hasSize(SIZES.length * FRAMES);
        assertThat(report.problem()).isNull();
        assertThat(report.signatures().count()).isEqualTo(SIZES.length * FRAMES);
        for (SampledFrame frame : frames) {
            assertThat(frame.picture("wide").rgb()).hasSize(WIDE.bytes());
            assertThat(frame.jpeg()).isNotEmpty();
        }
    }

    /** Whoever finds something in one knows the shape of the video, and of no single frame. */
    @Test
    void eachLiesWhereTheVideosDo() throws Exception {
        Pictures white =
                (canvas, frame, seconds) -> {
                    Graphics graphics = canvas.getGraphics();
                    graphics.setColor(Color.WHITE);
                    graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
                };
        FrameFit fit = FrameFit.of(SQUARE, SIZES[0][0], SIZES[0][1]);
        int top = (int) fit.top();
        List<SampledFrame> frames = new ArrayList<>();
        read(sizes("libvpx", "webm", white), frames);

        assertThat(frames).hasSize(SIZES.length * FRAMES);
        for (SampledFrame frame : frames) {
            byte[] rgb = frame.picture("square").rgb();
            assertThat(row(rgb, top - 1)).isZero();
            assertThat(row(rgb, top)).isGreaterThan(200);
            assertThat(row(rgb, top + (int) fit.height() - 1)).isGreaterThan(200);
            assertThat(row(rgb, top + (int) fit.height())).isZero();
        }
    }

    /** Red in the middle of a row of the square picture. */
    private static int row(byte[] rgb, int y) {
        return rgb[3 * (y * SQUARE.width() + SQUARE.width() / 2)] & 0xff;
    }

    /** The same picture whatever the size: scenes are composed for the canvas they are given. */
    private static void scaled(Pictures scene, BufferedImage canvas, double seconds) {
        BufferedImage whole = new BufferedImage(640, 360, BufferedImage.TYPE_3BYTE_BGR);
        scene.paint(whole, 0, seconds);
        Image small =
                whole.getScaledInstance(
                        canvas.getWidth(), canvas.getHeight(), Image.SCALE_AREA_AVERAGING);
        canvas.getGraphics().drawImage(small, 0, 0, null);
    }

    private static ReadReport read(Path file, List<SampledFrame> frames) throws Exception {
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT)) {
            ReadRequest request =
                    new ReadRequest(
                            0,
                            Long.MAX_VALUE,
                            -1,
                            List.of(
                                    PictureSampling.of("wide", EVERY, WIDE),
                                    PictureSampling.of("square", EVERY, SQUARE)),
                            new JpegSampling(EVERY, 100));
            return reader.read(request, frames::add);
        }
    }

    /** One stream of four pictures of each size; the scene moves on from size to size. */
    private Path sizes(String codec, String extension, Pictures scene) {
        List<Path> parts = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            int part = i;
            Pictures later =
                    (canvas, frame, seconds) ->
                            scaled(scene, canvas, seconds + part * FRAMES / 25.0);
            Path file = folder.resolve("part" + i + "." + extension);
            ClipOptions options =
                    ClipOptions.h264(SIZES[i][0], SIZES[i][1], 25).withCodec(codec, 25, 0);
            ClipMaker.make(file, options, List.of(new Shot("part", later, FRAMES)));
            parts.add(file);
        }
        Path whole = folder.resolve("sizes." + extension);
        TestingRemux.join(parts, whole, FRAMES * 40_000L);
        return whole;
    }
}
