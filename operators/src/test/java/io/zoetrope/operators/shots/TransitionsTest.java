package io.zoetrope.operators.shots;

import static io.zoetrope.operators.shots.TestingScenes.dissolve;
import static io.zoetrope.operators.shots.TestingScenes.fade;
import static io.zoetrope.operators.shots.TestingScenes.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Vector;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Pictures;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.TestingFileSource;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which frames are known to show a transition, in a clip with a dissolve and a fade. */
class TransitionsTest {
    private static final int FPS = 25;
    private static final int FRAMES = 250;
    private static final int DISSOLVE_FROM = 40;
    private static final int DISSOLVE_TO = 72;
    private static final int FADE_MIDDLE = 150;
    private static final int FADE_HALF = 20;

    @TempDir Path folder;

    @Test
    void framesOfADissolveAndOfAFadeAreMarkedHoweverTheVideoIsCut() throws Exception {
        Pictures two = dissolve(scene(1, .001), DISSOLVE_FROM, DISSOLVE_TO, scene(3, .001));
        FrameSignatures all =
                signatures(fade(two, FADE_MIDDLE, FADE_HALF, Color.BLACK, scene(2, .001)));

        List<Integer> whole = marked(all, List.of(0, FRAMES));

        assertThat(whole).contains(48, 56, 64, 136, 144, 150, 156, 164);
        assertThat(whole)
                .allMatch(
                        frame ->
                                frame > DISSOLVE_FROM - 4 && frame < DISSOLVE_TO + 4
                                        || Math.abs(frame - FADE_MIDDLE) < FADE_HALF + 8);
        assertThat(marked(all, List.of(0, 30, 60, 61, 140, 155, 210, FRAMES))).isEqualTo(whole);
    }

    /** Nothing behind the cut is of the fade, however long ago that was when it is asked. */
    @Test
    void aFadeThatEndsInACutReachesNoFurther() throws Exception {
        Pictures faded = fade(scene(1, .001), FADE_MIDDLE, FADE_HALF, Color.BLACK, scene(2, .001));
        int cut = FADE_MIDDLE + 2;
        FrameSignatures all = signatures(TestingScenes.cut(faded, cut, scene(2, .001)));

        List<Integer> whole = marked(all, List.of(0, FRAMES));

        assertThat(whole).contains(136, 144);
        assertThat(whole).allMatch(frame -> frame > FADE_MIDDLE - FADE_HALF - 8 && frame <= cut);
        assertThat(marked(all, List.of(0, 155, 210, FRAMES))).isEqualTo(whole);
    }

    @Test
    void aCutIsNoTransition() throws Exception {
        FrameSignatures all = signatures(TestingScenes.cut(scene(1, .001), 100, scene(3, .001)));

        assertThat(marked(all, List.of(0, FRAMES))).isEmpty();
    }

    /** Frames that come again, or with an earlier time, are passed over. */
    @Test
    void timeThatGoesBackChangesNothing() throws Exception {
        Pictures two = dissolve(scene(1, .001), DISSOLVE_FROM, DISSOLVE_TO, scene(3, .001));
        FrameSignatures all = signatures(two);
        ShotDetector whole = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
        whole.add(all);
        whole.end();
        ShotDetector again = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
        again.add(some(all, 0, 60));
        again.add(some(all, 30, 60));
        again.add(some(all, 20, FRAMES));
        again.end();

        assertThat(again.take()).isEqualTo(whole.take()).hasSize(1);
    }

    private FrameSignatures signatures(Pictures pictures) throws Exception {
        Path clip =
                ClipMaker.make(
                                folder.resolve("clip.mp4"),
                                ClipOptions.h264(192, 108, FPS),
                                List.of(new Shot("all", pictures, FRAMES)))
                        .file();
        try (MediaSource source = new TestingFileSource(Files.readAllBytes(clip));
                VideoReader reader = FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT)) {
            ReadRequest whole =
                    new ReadRequest(0, Long.MAX_VALUE, -1, List.of(), JpegSampling.NONE);
            return reader.read(whole, frame -> {}).signatures();
        }
    }

    /**
     * @param edges of the segments, in frames
     * @return numbers of the frames; every second one is looked at
     */
    private static List<Integer> marked(FrameSignatures all, List<Integer> edges) {
        TestingSegments segments = new TestingSegments();
        DetectedVideo video = DetectedVideo.begin(segments.control(1, edges.size() - 1));
        List<ObservedFrame> seen = new ArrayList<>();
        for (int i = 0; i + 1 < edges.size(); i++) {
            int from = edges.get(i);
            int to = edges.get(i + 1);
            List<ObservedFrame> frames = new ArrayList<>();
            for (int frame = (from + 1) / 2 * 2; frame < to; frame += 2) {
                frames.add(
                        TestingSegments.frame(
                                all.timesUs()[frame], new Vector(new float[] {1}), List.of(), ""));
            }
            ObservedSegment segment =
                    segments.spanning(i, all.timesUs()[to - 1] + 40_000, frames, null)
                            .withSignatures(some(all, from, to));
            ShotFinder finder = new ShotFinder(video, shot -> {});
            finder.add(List.of(segment));
            finder.settled().forEach(part -> seen.addAll(part.frames()));
            video = finder.state(video);
        }
        ShotFinder last = new ShotFinder(video, shot -> {});
        last.end();
        last.settled().forEach(part -> seen.addAll(part.frames()));
        assertThat(seen).hasSize(FRAMES / 2);
        return seen.stream()
                .filter(ObservedFrame::inTransition)
                .map(frame -> (int) Math.round(frame.ptsUs() * FPS / 1e6))
                .toList();
    }

    private static FrameSignatures some(FrameSignatures all, int from, int to) {
        return new FrameSignatures(
                Arrays.copyOfRange(all.timesUs(), from, to),
                Arrays.copyOfRange(
                        all.bytes(), from * FrameSignatures.BYTES, to * FrameSignatures.BYTES));
    }
}
