package io.zoetrope.operators.shots;

import static io.zoetrope.operators.shots.TestingScenes.cut;
import static io.zoetrope.operators.shots.TestingScenes.dissolve;
import static io.zoetrope.operators.shots.TestingScenes.held;
import static io.zoetrope.operators.shots.TestingScenes.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.FrameSignatures;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Pictures;
import io.zoetrope.testing.clips.Shot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Films of another rate, and light and things that come and go within a shot. */
class RarerShotsTest {
    private static final int FRAMES = 100;
    private static final int FPS = 25;

    @TempDir Path folder;

    static Stream<Arguments> clips() {
        Pictures still = scene(1, 0.002);
        Pictures one = scene(1, 0.01);
        Pictures other = scene(3, 0.002);
        Pictures fast = scene(1, 0.03);
        Pictures fastToo = scene(4, 0.03);
        Pictures calm = scene(2, 0.002);
        return Stream.of(
                row("a cut between the lines of a frame", woven(cut(one, 51, other)), "50"),
                row("a cut in two frames", mixed(cut(one, 50, other)), "50"),
                row("a dissolve of three frames", dissolve(one, 49, 52, other), "50"),
                row("a dissolve of four frames", dissolve(one, 48, 52, other), "50"),
                row("a cut in two frames in fast motion", mixed(cut(fast, 50, fastToo)), "50"),
                row(
                        "a flash over a cut between lines",
                        woven(lit(cut(still, 51, calm), at -> flash(at - 1))),
                        "50"),
                row("each fifth frame twice", held(cut(one, 50, other), 2), "50"),
                row("motion between lines", woven(scene(1, 0.03))),
                row("the light goes off", lit(still, at -> at < 50 ? 0 : -0.6)),
                row("the light goes on", lit(still, at -> at < 50 ? -0.7 : 0)),
                row("an explosion", lit(still, at -> at < 50 ? 0 : Math.exp((50 - at) / 9))),
                row("lightning", lit(still, at -> at < 50 || at > 70 ? 0 : at % 7 < 3 ? 0.6 : 0)),
                row(
                        "the light goes off at a cut",
                        lit(cut(still, 50, other), at -> at < 50 ? 0 : -0.4),
                        "50"),
                row("one colour and another", cut(plain(Color.RED), 50, plain(Color.BLUE)), "50"),
                row("somebody walks by", over(still, 40, 56)),
                row("a title", titled(still, 50)));
    }

    private static double flash(double at) {
        return at < 50 ? 0 : Math.max(0, .9 - .3 * (at - 50));
    }

    private static Arguments row(String name, Pictures pictures, String... starts) {
        return Arguments.of(name, pictures, List.of(starts));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clips")
    void findsWhereShotsBegin(String name, Pictures pictures, List<String> starts)
            throws Exception {
        Clip clip =
                ClipMaker.make(
                        folder.resolve("clip.mp4"),
                        ClipOptions.h264(192, 108, FPS),
                        List.of(new Shot("all", pictures, FRAMES)));
        FrameSignatures all = TestingShots.signatures(clip);

        List<ShotStart> found = TestingShots.found(all);

        assertThat(found).as("%s", found).hasSameSizeAs(starts);
        for (int i = 0; i < starts.size(); i++) {
            int frame = Math.round(found.get(i).ptsUs() * FPS / 1e6f);
            assertThat(frame)
                    .isBetween(
                            Integer.parseInt(starts.get(i)) - 1,
                            Integer.parseInt(starts.get(i)) + 1);
        }
        assertThat(TestingShots.inPieces(all)).isEqualTo(found);
    }

    /** Every second line is of the frame behind. */
    private static Pictures woven(Pictures film) {
        return (canvas, frame, seconds) -> {
            BufferedImage next = like(canvas);
            film.paint(canvas, frame, seconds);
            film.paint(next, frame + 1, seconds);
            for (int y = 1; y < canvas.getHeight(); y += 2) {
                for (int x = 0; x < canvas.getWidth(); x++) {
                    canvas.setRGB(x, y, next.getRGB(x, y));
                }
            }
        };
    }

    /** Half of each frame is of the one before. */
    private static Pictures mixed(Pictures film) {
        return (canvas, frame, seconds) -> {
            BufferedImage before = like(canvas);
            film.paint(before, Math.max(0, frame - 1), seconds);
            film.paint(canvas, frame, seconds);
            for (int y = 0; y < canvas.getHeight(); y++) {
                for (int x = 0; x < canvas.getWidth(); x++) {
                    canvas.setRGB(x, y, mean(canvas.getRGB(x, y), before.getRGB(x, y)));
                }
            }
        };
    }

    private static int mean(int one, int other) {
        return (one & other) + ((one ^ other) >> 1 & 0x7F7F7F);
    }

    private static BufferedImage like(BufferedImage canvas) {
        return new BufferedImage(canvas.getWidth(), canvas.getHeight(), canvas.getType());
    }

    /**
     * @param light by frame: above 0 that much of white lies over it, below 0 of black
     */
    private static Pictures lit(Pictures scene, DoubleUnaryOperator light) {
        return (canvas, frame, seconds) -> {
            scene.paint(canvas, frame, seconds);
            double share = light.applyAsDouble(frame);
            float[] color = (share > 0 ? Color.WHITE : Color.BLACK).getRGBColorComponents(null);
            fill(
                    canvas,
                    new Color(color[0], color[1], color[2], (float) Math.abs(share)),
                    0,
                    0,
                    canvas.getWidth(),
                    canvas.getHeight());
        };
    }

    /** A ball before one colour. */
    private static Pictures plain(Color color) {
        return (canvas, frame, seconds) -> {
            fill(canvas, color, 0, 0, canvas.getWidth(), canvas.getHeight());
            fill(canvas, Color.GRAY, frame, 40, 20, 20);
        };
    }

    /** Something dark, wider than half of the picture. */
    private static Pictures over(Pictures scene, int from, int to) {
        return (canvas, frame, seconds) -> {
            scene.paint(canvas, frame, seconds);
            int wide = canvas.getWidth() * 6 / 10;
            int x = (frame - from) * (canvas.getWidth() + wide) / (to - from) - wide;
            fill(canvas, Color.DARK_GRAY, x, 0, wide, canvas.getHeight());
        };
    }

    private static Pictures titled(Pictures scene, int from) {
        return (canvas, frame, seconds) -> {
            scene.paint(canvas, frame, seconds);
            if (frame >= from) {
                int height = canvas.getHeight();
                fill(canvas, Color.BLUE, 0, height * 5 / 8, canvas.getWidth(), height / 4);
            }
        };
    }

    private static void fill(
            BufferedImage canvas, Color color, int x, int y, int width, int height) {
        Graphics2D g = canvas.createGraphics();
        g.setColor(color);
        g.fillRect(x, y, width, height);
        g.dispose();
    }
}
