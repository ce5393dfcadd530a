package io.zoetrope.operators.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.operators.observe.SeenMotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A camera that pans, of which the first frame of each segment does not tell. */
class CameraBordersTest {
    private static final TrackOptions OPTIONS = TrackOptions.of(16 / 9.);
    private static final long STEP_US = 200_000;
    private static final int FRAMES = 40;
    private static final int SEGMENT = 10;

    /** It goes to and fro: what stands there moves by more than its width from frame to frame. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoStandsIsOneTrackOverTheBordersOfSegments(int people) {
        List<ObjectTrack> found = new ArrayList<>();
        ShotTracksState state = ShotTracksState.START;
        for (int from = 0; from < FRAMES; from += SEGMENT) {
            ShotTracks tracks = tracks(state, found);
            tracks.add(frames(from, people), List.of());
            state = tracks.state();
        }
        tracks(state, found).end();

        assertThat(found).hasSize(people);
        assertThat(found).extracting(ObjectTrack::sightings).containsOnly(FRAMES);
    }

    private static ShotTracks tracks(ShotTracksState state, List<ObjectTrack> found) {
        return new ShotTracks(
                OPTIONS, state, (ended, shot) -> ended.forEach(one -> found.add(one.track())));
    }

    private static List<SeenFrame> frames(int from, int people) {
        List<SeenFrame> frames = new ArrayList<>();
        for (int i = from; i < from + SEGMENT; i++) {
            List<Detection> seen = new ArrayList<>();
            for (int person = 0; person < people; person++) {
                float x = panned(i) + .15f * person;
                Box box = new Box(x, .4f, x + .05f, .7f);
                seen.add(new Detection("person", .9f, box, new Vector(null)));
            }
            SeenMotion motion =
                    i % SEGMENT == 0
                            ? SeenMotion.UNKNOWN
                            : new SeenMotion(1, 0, 0, 1, panned(i) - panned(i - 1), 0);
            frames.add(SeenFrame.of(i * STEP_US, seen, OPTIONS).after(motion));
        }
        return frames;
    }

    /** .06 of the frame's width a frame; it turns between the borders. */
    private static float panned(int frame) {
        int at = Math.floorMod(frame + SEGMENT / 2, 2 * SEGMENT);
        int gone = at < SEGMENT ? at : 2 * SEGMENT - at;
        return .05f + .06f * gone;
    }
}
