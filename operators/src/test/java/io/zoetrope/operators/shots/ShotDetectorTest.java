package io.zoetrope.operators.shots;

import static io.zoetrope.operators.shots.TestingScenes.barred;
import static io.zoetrope.operators.shots.TestingScenes.cut;
import static io.zoetrope.operators.shots.TestingScenes.dissolve;
import static io.zoetrope.operators.shots.TestingScenes.fade;
import static io.zoetrope.operators.shots.TestingScenes.flash;
import static io.zoetrope.operators.shots.TestingScenes.flicker;
import static io.zoetrope.operators.shots.TestingScenes.grain;
import static io.zoetrope.operators.shots.TestingScenes.held;
import static io.zoetrope.operators.shots.TestingScenes.scene;
import static io.zoetrope.operators.shots.TestingScenes.whipPan;
import static io.zoetrope.operators.shots.TestingShots.found;
import static io.zoetrope.operators.shots.TestingShots.inPieces;
import static io.zoetrope.operators.shots.TestingShots.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Transition;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Pictures;
import io.zoetrope.testing.clips.Shot;
import java.awt.Color;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clips of every kind, made and decoded for real; where their shots begin is known. */
class ShotDetectorTest {
    private static final int FRAMES = 100;
    private static final int FPS = 25;
    private static final double SLOW = 0.002;
    private static final double FAST = 0.03;

    @TempDir Path folder;

    static Stream<Arguments> clips() {
        Pictures a = scene(1, SLOW);
        Pictures b = scene(2, SLOW);
        Pictures c = scene(3, SLOW);
        return Stream.of(
                row("one shot", a),
                row("one shot in fast motion", scene(1, FAST)),
                row("a cut", cut(a, 50, b), "cut 50"),
                row("cuts near each other", cut(cut(a, 40, b), 50, c), "cut 40", "cut 50"),
                row("a cut at the second frame", cut(a, 1, b), "cut 1"),
                row("a cut at the last frames", cut(a, 97, b), "cut 97"),
                row("a cut in fast motion", cut(scene(1, FAST), 50, scene(4, FAST)), "cut 50"),
                row("a cut to a moving shot", cut(scene(1, 0), 50, scene(4, FAST)), "cut 50"),
                row(
                        "stills",
                        cut(cut(scene(1, 0), 30, scene(2, 0)), 60, scene(3, 0)),
                        "cut 30",
                        "cut 60"),
                row("a cut on threes", cut(held(scene(1, FAST), 3), 51, held(b, 3)), "cut 51"),
                row("animation on threes", held(scene(5, FAST), 3)),
                row("letterboxed", barred(cut(a, 50, b), 0, 0.13), "cut 50"),
                row("upright in wide", barred(cut(a, 50, b), 0.34, 0), "cut 50"),
                row("a flash", flash(a, 50, 1, 0.8)),
                row("a flash of three frames", flash(a, 50, 3, 0.6)),
                row("a flash at a cut", flash(cut(a, 50, b), 50, 1, 0.9), "cut 50"),
                row("two flashes", flash(flash(a, 50, 1, 0.8), 54, 1, 0.8)),
                row("another picture for a moment", cut(cut(a, 50, b), 53, a)),
                row("flicker", flicker(a, 0.15)),
                row("a cut in flicker", flicker(cut(a, 50, b), 0.1), "cut 50"),
                row("grain", grain(scene(6, SLOW), 20)),
                row("a cut in grain", grain(cut(a, 50, b), 20), "cut 50"),
                row("a whip pan", whipPan(7, 50, 8, 0.08)),
                row("through black", fade(a, 50, 15, Color.BLACK, b), "fade 50"),
                row("through white", fade(a, 50, 12, Color.WHITE, b), "fade 50"),
                row("slowly through black", fade(a, 50, 30, Color.BLACK, b), "fade 50"),
                row("fades in", fade(a, 0, 20, Color.BLACK, a)),
                row("fades out", fade(a, 99, 20, Color.BLACK, a)),
                row("lights go on", dissolve(dark(a), 40, 70, a)),
                row("a dissolve", dissolve(a, 40, 60, b), "dissolve 50"),
                row("a quick dissolve", dissolve(a, 45, 57, c), "dissolve 51"),
                row("a slow dissolve", dissolve(c, 30, 70, b), "dissolve 50"),
                row(
                        "a dissolve and a cut",
                        cut(dissolve(a, 20, 40, b), 70, c),
                        "dissolve 30",
                        "cut 70"));
    }

    private static Pictures dark(Pictures scene) {
        return fade(scene, 0, 1_000_000, new Color(0, 0, 0, 90), scene);
    }

    private static Arguments row(String name, Pictures pictures, String... starts) {
        return Arguments.of(name, pictures, List.of(starts));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clips")
    void findsWhereShotsBegin(String name, Pictures pictures, List<String> starts)
            throws Exception {
        FrameSignatures all = signatures(clip(pictures, ClipOptions.h264(192, 108, FPS)));

        List<ShotStart> found = found(all);

        assertThat(found).as("%s", described(found)).hasSameSizeAs(starts);
        for (int i = 0; i < starts.size(); i++) {
            String[] expected = starts.get(i).split(" ");
            ShotStart start = found.get(i);
            int frame = (int) (start.ptsUs() * FPS / 1_000_000);
            int tolerance = expected[0].equals("cut") ? 0 : 3;
            assertThat(start.transition().wireName()).isEqualTo(expected[0]);
            assertThat(frame).isCloseTo(Integer.parseInt(expected[1]), offset(tolerance));
        }
        assertThat(inPieces(all)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "5, 0", "12, 0", "25, 3", "60, 0", "60, 4", "120, 0", "240, 0"})
    void atAnyRateOfFrames(int fps, int dropEvery) throws Exception {
        // Half of a picture in a second is another picture at one a second.
        double motion = fps > 1 ? 0.05 : 0.005;
        Pictures pictures =
                (canvas, frame, seconds) ->
                        scene(seconds < 2 ? 1 : seconds < 3 ? 2 : 3, motion)
                                .paint(canvas, (int) (seconds * 10), seconds);
        ClipOptions options = ClipOptions.h264(128, 72, fps).withTimes(0, dropEvery);
        Clip clip =
                ClipMaker.make(
                        folder.resolve("rate.mp4"),
                        options,
                        List.of(new Shot("all", pictures, 4 * fps)));
        List<ShotStart> found = found(signatures(clip));
        assertThat(found).extracting(ShotStart::transition).containsOnly(Transition.CUT);
        assertThat(found).as("%s", described(found)).hasSize(2);
        long frameUs = dropEvery > 0 ? 1_000_000 / fps + 10 : 10;
        assertThat(found.get(0).ptsUs()).isBetween(2_000_000L - 10, 2_000_000 + frameUs);
        assertThat(found.get(1).ptsUs()).isBetween(3_000_000L - 10, 3_000_000 + frameUs);
    }

    /** In the middle of a stream the size of the pictures changes, and perhaps the scene. */
    @ParameterizedTest
    @CsvSource({"192, 108, 96, 54, 1, 0", "96, 54, 320, 180, 1, 0", "192, 108, 96, 54, 2, 1"})
    void aChangeOfSizeAloneIsNoCut(
            int width, int height, int laterWidth, int laterHeight, int laterScene, int cuts)
            throws Exception {
        FrameSignatures before =
                signatures(clip(scaled(scene(1, SLOW), 0), ClipOptions.h264(width, height, FPS)));
        FrameSignatures after =
                signatures(
                        clip(
                                scaled(scene(laterScene, SLOW), FRAMES),
                                ClipOptions.h264(laterWidth, laterHeight, FPS)));

        List<ShotStart> found = found(joined(before, after, FRAMES * 1_000_000L / FPS));

        assertThat(found)
                .extracting(ShotStart::ptsUs)
                .containsExactlyElementsOf(Collections.nCopies(cuts, 4_000_000L));
    }

    /** The same picture whatever the size, from some frame on. */
    private static Pictures scaled(Pictures scene, int from) {
        return (canvas, frame, seconds) -> {
            BufferedImage whole = new BufferedImage(640, 360, BufferedImage.TYPE_3BYTE_BGR);
            scene.paint(whole, from + frame, seconds);
            Image small =
                    whole.getScaledInstance(
                            canvas.getWidth(), canvas.getHeight(), Image.SCALE_AREA_AVERAGING);
            canvas.getGraphics().drawImage(small, 0, 0, null);
        };
    }

    private static FrameSignatures joined(FrameSignatures one, FrameSignatures other, long shift) {
        LongStream later = Arrays.stream(other.timesUs()).map(us -> us + shift);
        byte[] bytes =
                ByteBuffer.allocate(one.bytes().length + other.bytes().length)
                        .put(one.bytes())
                        .put(other.bytes())
                        .array();
        return new FrameSignatures(
                LongStream.concat(Arrays.stream(one.timesUs()), later).toArray(), bytes);
    }

    @Test
    void stateIsBounded() {
        ShotDetector detector = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            long[] times = new long[1000];
            byte[] bytes = new byte[times.length * FrameSignatures.BYTES];
            random.nextBytes(bytes);
            for (int frame = 0; frame < times.length; frame++) {
                times[frame] = i * 1_000_000L + frame * 1000;
            }
            detector.add(new FrameSignatures(times, bytes));
            detector.take();
            ShotMemory memory = detector.memory();
            assertThat(memory.timesUs().length).isLessThanOrEqualTo(ShotDetector.MOST_FRAMES + 1);
            assertThat(memory.waiting().size()).isLessThan(20);
        }
    }

    private static List<String> described(List<ShotStart> starts) {
        return starts.stream()
                .map(s -> s.transition().wireName() + " " + s.ptsUs() * FPS / 1e6)
                .toList();
    }

    private Clip clip(Pictures pictures, ClipOptions options) {
        return ClipMaker.make(
                folder.resolve("clip.mp4"), options, List.of(new Shot("all", pictures, FRAMES)));
    }

    private static org.assertj.core.data.Offset<Integer> offset(int frames) {
        return org.assertj.core.data.Offset.offset(frames);
    }
}
