package io.zoetrope.operators.shots;

import static io.zoetrope.operators.shots.TestingScenes.barred;
import static io.zoetrope.operators.shots.TestingScenes.dissolve;
import static io.zoetrope.operators.shots.TestingScenes.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Transition;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Pictures;
import io.zoetrope.testing.clips.Shot;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dissolves in letterboxes, and borders that pass over pictures. */
class GradualShotsTest {
    private static final int FRAMES = 90;
    private static final int FPS = 25;
    private static final int FROM = 30;
    private static final int TO = 60;

    @TempDir Path folder;

    static Stream<Arguments> clips() {
        Pictures a = scene(1, 0.001);
        Pictures b = scene(3, 0.001);
        return Stream.of(
                Arguments.of("letterboxed", barred(dissolve(a, FROM, TO, b), 0, 0.14)),
                Arguments.of("to the right", wipe(a, b, (x, y) -> x)),
                Arguments.of("to the left", wipe(a, b, (x, y) -> 1 - x)),
                Arguments.of("downwards", wipe(a, b, (x, y) -> y)),
                Arguments.of("from a corner", wipe(a, b, (x, y) -> (x + y) / 2)),
                Arguments.of("from the middle", wipe(a, b, (x, y) -> Math.abs(2 * x - 1))));
    }

    /**
     * @param passes when the border is at a place, all from 0 to 1
     */
    private static Pictures wipe(Pictures before, Pictures after, DoubleBinaryOperator passes) {
        return (canvas, frame, seconds) -> {
            before.paint(canvas, frame, seconds);
            BufferedImage over =
                    new BufferedImage(canvas.getWidth(), canvas.getHeight(), canvas.getType());
            after.paint(over, frame, seconds);
            double share = (double) (frame - FROM) / (TO - FROM);
            for (int y = 0; y < canvas.getHeight(); y++) {
                for (int x = 0; x < canvas.getWidth(); x++) {
                    double right = (x + 0.5) / canvas.getWidth();
                    double down = (y + 0.5) / canvas.getHeight();
                    if (passes.applyAsDouble(right, down) < share) {
                        canvas.setRGB(x, y, over.getRGB(x, y));
                    }
                }
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clips")
    void isOneShotThatBeginsInItsMiddle(String name, Pictures pictures) throws Exception {
        List<ShotStart> found =
                TestingShots.found(signatures(pictures, ClipOptions.h264(192, 108, FPS), FRAMES));

        assertThat(found).extracting(ShotStart::transition).containsExactly(Transition.DISSOLVE);
        assertThat(found.get(0).ptsUs() * FPS / 1_000_000).isBetween(39L, 51L);
    }

    /** Of two seconds: more frames than a detector held once. */
    @Test
    void aLongDissolveIsFoundAt240FramesASecond() throws Exception {
        int fps = 240;
        Pictures pictures = dissolve(scene(1, 1e-4), 2 * fps, 4 * fps, scene(3, 1e-4));
        FrameSignatures all = signatures(pictures, ClipOptions.h264(96, 54, fps), 6 * fps);

        List<ShotStart> found = TestingShots.found(all);

        assertThat(found).extracting(ShotStart::transition).containsExactly(Transition.DISSOLVE);
        assertThat(found.get(0).ptsUs()).isBetween(2_700_000L, 3_300_000L);
        assertThat(TestingShots.inPieces(all)).isEqualTo(found);
    }

    private FrameSignatures signatures(Pictures pictures, ClipOptions options, int frames)
            throws Exception {
        return TestingShots.signatures(
                ClipMaker.make(
                        folder.resolve("clip.mp4"),
                        options,
                        List.of(new Shot("all", pictures, frames))));
    }
}
