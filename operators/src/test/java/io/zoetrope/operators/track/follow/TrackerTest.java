package io.zoetrope.operators.track.follow;

import static io.zoetrope.operators.track.follow.Persons.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.TrackPoint;
import io.zoetrope.operators.track.boxes.CameraMotion;
import io.zoetrope.testing.tracks.MadeScene;
import io.zoetrope.testing.tracks.Scenes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerTest {
    private static final TrackOptions OPTIONS = TrackOptions.of(16 / 9.);

    private final Tracker tracker = new Tracker(OPTIONS);

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 5, 10, 25, 60, 240})
    void oneWalkerIsOneTrackAtAnyRate(double fps) {
        List<TrackPoint> points =
                run(fps, (int) (6 * fps), i -> List.of(person(.2 + .05 * i / fps, .5, .9f)));

        assertThat(ids(points)).hasSize(1);
        assertThat(points).hasSize((int) (6 * fps));
    }

    /** At ten a second and more: at one a second they are each other's neighbours. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 25, 60, 240})
    void twoWhoCrossKeepTheirNumbers(double fps) {
        List<TrackPoint> points =
                run(
                        fps,
                        (int) (4 * fps),
                        i -> {
                            double seconds = i / fps;
                            Detection right = person(.3 + .1 * seconds, .5, .9f);
                            Detection left = person(.7 - .1 * seconds, .53, .9f);
                            boolean hidden = Math.abs(seconds - 2) < .24;
                            return hidden ? List.of(right) : List.of(right, left);
                        });

        assertThat(ids(points)).hasSize(2);
        for (long id : ids(points)) {
            List<TrackPoint> path = points.stream().filter(p -> p.track() == id).toList();
            double first = path.get(0).box().x0();
            double last = path.get(path.size() - 1).box().x0();
            assertThat(Math.abs(last - first)).as("went on in its direction").isGreaterThan(.3);
        }
    }

    @Test
    void aGapIsFilledOnceTheTrackIsSeenAgain() {
        List<TrackPoint> points =
                run(
                        25,
                        60,
                        i ->
                                i >= 30 && i < 38
                                        ? List.of()
                                        : List.of(person(.2 + .004 * i, .5, .9f)));

        assertThat(ids(points)).hasSize(1);
        assertThat(points).hasSize(60).extracting(TrackPoint::ptsUs).doesNotHaveDuplicates();
        List<TrackPoint> filled = points.stream().filter(p -> !p.seen()).toList();
        assertThat(filled).hasSize(8);
        assertThat(filled.get(4).box().x0()).isCloseTo(.2f + .004f * 34 - .025f, within(.02f));
    }

    @Test
    void whoIsGoneLongIsAnother() {
        List<TrackPoint> points =
                run(25, 300, i -> i >= 50 && i < 250 ? List.of() : List.of(person(.4, .5, .9f)));

        assertThat(ids(points)).hasSize(2);
        assertThat(points).allMatch(TrackPoint::seen);
    }

    @Test
    void aFlashOfADetectionIsNoTrack() {
        List<TrackPoint> points =
                run(25, 50, i -> i % 9 == 0 ? List.of(person(.1 * (i % 7), .5, .9f)) : List.of());

        assertThat(points).isEmpty();
    }

    @Test
    void weakDetectionsGoOnWithATrackAndBeginNone() {
        List<TrackPoint> points =
                run(
                        25,
                        75,
                        i ->
                                List.of(
                                        person(.3 + .002 * i, .5, i > 40 && i < 60 ? .2f : .9f),
                                        person(.8, .5, .2f)));

        assertThat(ids(points)).hasSize(1);
        assertThat(points).hasSize(75).allMatch(TrackPoint::seen);
    }

    /** Small and far: no detection is confident, and a detection is there in every frame. */
    @Test
    void whatADetectorIsNeverSureOfIsFollowedIfItStays() {
        List<TrackPoint> points =
                run(
                        25,
                        100,
                        i ->
                                List.of(
                                        person(.3 + .002 * i, .5, .9f),
                                        person(.8 - .001 * i, .5, .45f)));

        assertThat(ids(points)).hasSize(2);
        assertThat(points).hasSize(200);
    }

    @Test
    void aJoltOfTheCameraIsSeenInTheBoxes() {
        List<TrackPoint> points =
                run(
                        25,
                        60,
                        i -> {
                            double jolt = i < 30 ? 0 : .12;
                            return List.of(
                                    person(.2 + jolt, .5, .9f),
                                    person(.37 + jolt, .45, .9f),
                                    person(.5 + jolt, .52, .9f),
                                    person(.72 + jolt, .5, .9f));
                        });

        assertThat(ids(points)).hasSize(4);
    }

    @Test
    void isToldOfTheCamera() {
        List<TrackPoint> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double jolt = i < 30 ? 0 : .3;
            CameraMotion motion = CameraMotion.shift(i == 30 ? .3 : 0, 0);
            List<Detection> seen = List.of(person(.2 + jolt, .5, .9f));
            points.addAll(tracker.update(40_000L * i, seen, motion).points());
        }

        assertThat(ids(points)).hasSize(1);
    }

    /** Somebody stands still and is hidden while the camera jolts, from a state in the middle. */
    @Test
    void aGapIsFilledWhereTheCameraWas() {
        Tracker follows = tracker;
        List<TrackPoint> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double jolt = i < 33 ? 0 : .3;
            CameraMotion motion = CameraMotion.shift(i == 33 ? .3 : 0, 0);
            boolean hidden = i >= 28 && i < 38;
            List<Detection> seen = hidden ? List.of() : List.of(person(.2 + jolt, .5, .9f));
            points.addAll(follows.update(40_000L * i, seen, motion).points());
            follows = new Tracker(OPTIONS, follows.state());
        }

        assertThat(ids(points)).hasSize(1);
        assertThat(points).hasSize(60);
        for (TrackPoint point : points) {
            double x = (point.box().x0() + point.box().x1()) / 2;
            double was = point.ptsUs() < 33 * 40_000L ? .2 : .5;
            assertThat(x).as("at %d", point.ptsUs()).isBetween(was - .01, was + .01);
        }
    }

    @Test
    void appearanceTellsWhoComesOutOfACrowd() {
        Vector red = new Vector(new float[] {1, 0});
        Vector blue = new Vector(new float[] {0, 1});
        List<TrackPoint> points =
                run(
                        25,
                        80,
                        i -> {
                            // They meet, hide each other, and turn round.
                            double apart = .03 + .004 * Math.max(0, Math.abs(i - 40) - 12);
                            return Math.abs(i - 40) < 12
                                    ? List.of()
                                    : List.of(
                                            person(.5 - apart, .5, .9f, red),
                                            person(.5 + apart, .5, .9f, blue));
                        });

        assertThat(ids(points)).hasSize(2);
    }

    @Test
    void goesOnIdenticallyFromItsState() {
        MadeScene scene = MadeScene.make(Scenes.ALL.get(18), 5);
        List<TrackedFrame> through = new ArrayList<>();
        List<TrackedFrame> restored = new ArrayList<>();
        Tracker other = new Tracker(OPTIONS);
        for (int frame = 1; frame <= scene.frames(); frame++) {
            through.add(tracker.update(40_000L * frame, scene.detectionsOf(frame)));
            other = new Tracker(OPTIONS, other.state());
            restored.add(other.update(40_000L * frame, scene.detectionsOf(frame)));
        }

        assertThat(restored).isEqualTo(through);
        assertThat(through.stream().mapToInt(f -> f.points().size()).sum()).isPositive();
    }

    @Test
    void eachPointComesOnceAndInOrder() {
        MadeScene scene = MadeScene.make(Scenes.ALL.get(7), 3);
        List<TrackPoint> points = new ArrayList<>();
        for (int frame = 1; frame <= scene.frames(); frame++) {
            points.addAll(tracker.update(33_333L * frame, scene.detectionsOf(frame)).points());
        }

        for (long id : ids(points)) {
            assertThat(points.stream().filter(p -> p.track() == id).map(TrackPoint::ptsUs))
                    .isSortedAccordingTo(Comparator.naturalOrder())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void atACutAllEnd() {
        List<TrackPoint> points = run(25, 30, i -> List.of(person(.5, .5, .9f)));

        assertThat(tracker.cut().ended()).containsExactlyElementsOf(ids(points));
        points = run(25, 60, i -> i < 31 ? List.of() : List.of(person(.5, .5, .9f)));
        assertThat(ids(points)).hasSize(1).doesNotContain(1L);
    }

    @Test
    void aTrackEndsOnceItIsGivenUp() {
        List<Long> ended = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<Detection> seen = i < 30 ? List.of(person(.5, .5, .9f)) : List.of();
            ended.addAll(tracker.update(40_000L * i, seen).ended());
        }

        assertThat(ended).hasSize(1);
        assertThat(tracker.state().tracks()).isEmpty();
    }

    private List<TrackPoint> run(double fps, int frames, IntFunction<List<Detection>> seen) {
        List<TrackPoint> points = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            points.addAll(tracker.update(Math.round(i * 1e6 / fps), seen.apply(i)).points());
        }
        return points;
    }

    private static Set<Long> ids(List<TrackPoint> points) {
        return points.stream().map(TrackPoint::track).collect(Collectors.toSet());
    }
}
