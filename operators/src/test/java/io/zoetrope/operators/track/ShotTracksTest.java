package io.zoetrope.operators.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.operators.shots.StartedShot;
import io.zoetrope.testing.tracks.MadeScene;
import io.zoetrope.testing.tracks.Scenes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShotTracksTest {
    private static final TrackOptions OPTIONS = TrackOptions.of(16 / 9.);

    /** Frames lie .1 s apart; at 6 s a shot begins. */
    private static final long STEP_US = 100_000;

    private static final int FRAMES = 120;
    private static final int CUT_AT = 60;

    private record Found(int shot, ObjectTrack track) {}

    private final List<Found> found = new ArrayList<>();

    @Test
    void tracksEndWhereTheirShotDoes() {
        ShotTracks tracks = begin(ShotTracksState.START);
        tracks.add(frames(0, FRAMES), shots(0, FRAMES));
        tracks.end();

        assertThat(found).extracting(Found::shot).containsExactly(0, 1);
        assertThat(found.get(0).track().lastUs()).isEqualTo((CUT_AT - 1) * STEP_US);
        assertThat(found.get(1).track().firstUs()).isEqualTo(CUT_AT * STEP_US);
        assertThat(found).extracting(each -> each.track().label()).containsOnly("cat");
    }

    /** The state is taken out after each step, of each length. */
    @Test
    void goesOnIdenticallyHoweverItIsCut() {
        ShotTracks whole = begin(ShotTracksState.START);
        whole.add(frames(0, FRAMES), shots(0, FRAMES));
        whole.end();
        List<Found> expected = List.copyOf(found);
        assertThat(expected).isNotEmpty();

        for (int length : new int[] {1, 7, 50}) {
            found.clear();
            ShotTracksState state = ShotTracksState.START;
            for (int from = 0; from < FRAMES; from += length) {
                int to = Math.min(FRAMES, from + length);
                ShotTracks tracks = begin(state);
                tracks.add(frames(from, to), shots(from, to));
                state = tracks.state();
            }
            begin(state).end();

            assertThat(found).as("pieces of %d frames", length).isEqualTo(expected);
        }
    }

    @Test
    void goesOnIdenticallyThroughACrowd() {
        MadeScene scene = MadeScene.make(Scenes.ALL.get(18), 5);
        ShotTracks through = begin(ShotTracksState.START);
        for (int frame = 1; frame <= scene.frames(); frame++) {
            through.add(List.of(crowd(scene, frame)), border(frame));
        }
        through.end();
        List<Found> expected = List.copyOf(found);
        found.clear();

        ShotTracksState state = ShotTracksState.START;
        for (int frame = 1; frame <= scene.frames(); frame++) {
            ShotTracks tracks = begin(state);
            tracks.add(List.of(crowd(scene, frame)), border(frame));
            state = tracks.state();
        }
        begin(state).end();

        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(expected).extracting(Found::shot).contains(0, 1);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void nothingGoesOnOverAGap() {
        ShotTracks tracks = begin(ShotTracksState.START);
        tracks.add(frames(0, 50), List.of());
        tracks.end();
        tracks.end();
        tracks.add(frames(51, 59), List.of(new StartedShot(1, 51 * STEP_US)));
        tracks.end();

        assertThat(found).extracting(Found::shot).containsExactly(0, 1);
        assertThat(found.get(0).track().lastUs()).isEqualTo(49 * STEP_US);
        assertThat(tracks.state().open()).isEmpty();
    }

    @Test
    void timeThatGoesBackIsPassedOverAndCounted() {
        ShotTracks tracks = begin(ShotTracksState.START);
        tracks.add(frames(0, 30), List.of());
        tracks.add(frames(20, 30), List.of());
        tracks.end();

        assertThat(tracks.dropped()).isEqualTo(10);
        assertThat(found).singleElement().extracting(f -> f.track().sightings()).isEqualTo(30);
    }

    private ShotTracks begin(ShotTracksState state) {
        return new ShotTracks(
                OPTIONS,
                state,
                (ended, shot) -> ended.forEach(one -> found.add(new Found(shot, one.track()))));
    }

    private static SeenFrame crowd(MadeScene scene, int frame) {
        return SeenFrame.of(40_000L * frame, scene.detectionsOf(frame), OPTIONS);
    }

    private static List<StartedShot> border(int frame) {
        return frame == 70 ? List.of(new StartedShot(1, 40_000L * 70)) : List.of();
    }

    private static List<SeenFrame> frames(int from, int to) {
        List<SeenFrame> frames = new ArrayList<>();
        for (int i = from; i < to; i++) {
            float x = .2f + .003f * i;
            Vector look = new Vector(new float[] {.6f, .8f});
            Detection cat = new Detection("cat", .9f, new Box(x, .4f, x + .1f, .6f), look);
            frames.add(SeenFrame.of(i * STEP_US, List.of(cat), OPTIONS));
        }
        return frames;
    }

    private static List<StartedShot> shots(int from, int to) {
        return from <= CUT_AT && CUT_AT < to
                ? List.of(new StartedShot(1, CUT_AT * STEP_US))
                : List.of();
    }
}
