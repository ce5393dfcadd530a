package io.zoetrope.operators.track.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.operators.track.TrackPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrackCollectorTest {
    private static final Box MIDDLE = new Box(.4f, .4f, .6f, .6f);
    private static final Vector NO_LOOK = new Vector(null);

    private final TrackCollector collector = new TrackCollector(List.of());

    static Stream<Arguments> votes() {
        return Stream.of(
                Arguments.of("one name", List.of("cat", .8, "cat", .6), "cat", .7),
                Arguments.of("most", List.of("dog", .5, "cat", .5, "cat", .7), "cat", .6),
                Arguments.of("surest", List.of("dog", .9, "cat", .3, "cat", .4), "dog", .9),
                Arguments.of("both alike", List.of("dog", .5, "cat", .5), "cat", .5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("votes")
    void sightingsVoteForTheClass(String name, List<Object> seen, String label, double score) {
        List<TrackPoint> points = new ArrayList<>();
        for (int i = 0; i < seen.size(); i += 2) {
            float sure = ((Double) seen.get(i + 1)).floatValue();
            points.add(point(i, (String) seen.get(i), sure, MIDDLE, NO_LOOK));
        }
        points.add(TrackPoint.between(1, 99_000_000, MIDDLE, .99f));

        ObjectTrack track = only(points);

        assertThat(track.label()).isEqualTo(label);
        assertThat(track.score()).isCloseTo((float) score, within(1e-6f));
        assertThat(track.sightings()).isEqualTo(seen.size() / 2);
    }

    static Stream<Arguments> pictures() {
        Box large = new Box(.2f, .2f, .8f, .8f);
        Box atBorder = new Box(.1f, .2f, 1, .8f);
        return Stream.of(
                Arguments.of("surest of equals", .6f, MIDDLE, .9f, MIDDLE, 1),
                Arguments.of("first of equals", .9f, MIDDLE, .9f, MIDDLE, 0),
                Arguments.of("largest", .8f, large, .9f, MIDDLE, 0),
                Arguments.of("not cut off", .9f, atBorder, .8f, large, 1),
                Arguments.of("cut off but all there is", .9f, atBorder, .1f, MIDDLE, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void theBestPictureIsSureLargeAndWhole(
            String name, float sure, Box box, float sureNext, Box next, int best) {
        Vector one = new Vector(new float[] {1, 0});
        Vector other = new Vector(new float[] {0, 1});
        List<TrackPoint> points =
                List.of(
                        point(0, "cat", sure, box, one),
                        point(1, "cat", sureNext, next, other),
                        TrackPoint.between(1, 2_000_000, new Box(.1f, .1f, .9f, .9f), 1));

        ObjectTrack track = only(points);

        assertThat(track.best().ptsUs()).isEqualTo(best * 1_000_000L);
        assertThat(track.best().box()).isEqualTo(best == 0 ? box : next);
        assertThat(track.bestAppearance()).isEqualTo(best == 0 ? one : other);
    }

    /** The camera swings away and back, or a side is cut off at the edge. */
    @Test
    void noBoxLeavesTheFrame() {
        Box atEdge = new Box(0, .4f, .1f, .6f);
        ObjectTrack track =
                only(
                        List.of(
                                point(0, "cat", .9f, new Box(-.02f, .4f, .1f, 1.01f), NO_LOOK),
                                between(1, new Box(-.3f, .4f, -.2f, .6f)),
                                between(2, new Box(-.3f, .4f, -.2f, .6f)),
                                between(3, new Box(-.05f, .4f, .05f, .6f)),
                                point(4, "cat", .8f, atEdge, NO_LOOK)));

        assertThat(track.boxes())
                .extracting(TimedBox::box)
                .containsExactly(new Box(0, .4f, .1f, 1), new Box(0, .4f, .05f, .6f), atEdge);
        assertThat(track.best().box()).isEqualTo(new Box(0, .4f, .1f, 1));
        assertThat(track.sightings()).isEqualTo(2);
    }

    private static TrackPoint between(int second, Box box) {
        return TrackPoint.between(1, second * 1_000_000L, box, .5f);
    }

    @Test
    void theMeanAppearanceIsNormalised() {
        ObjectTrack track =
                only(
                        List.of(
                                point(0, "cat", .9f, MIDDLE, new Vector(new float[] {1, 0})),
                                point(1, "cat", .9f, MIDDLE, NO_LOOK),
                                point(2, "cat", .9f, MIDDLE, new Vector(new float[] {0, 1}))));

        float half = (float) Math.sqrt(.5);
        assertThat(track.appearance().values())
                .containsExactly(new float[] {half, half}, within(1e-6f));
    }

    @Test
    void withoutVectorsThereIsNone() {
        ObjectTrack track = only(List.of(point(0, "cat", .9f, MIDDLE, NO_LOOK)));

        assertThat(track.appearance()).isEqualTo(NO_LOOK);
        assertThat(track.bestAppearance()).isEqualTo(NO_LOOK);
    }

    /** As if the detector were changed while a video is open. */
    @Test
    void vectorsOfAnotherLengthBeginAnew() {
        ObjectTrack track =
                only(
                        List.of(
                                point(0, "cat", .9f, MIDDLE, new Vector(new float[] {1, 0, 0})),
                                point(1, "cat", .5f, MIDDLE, new Vector(new float[] {0, 1}))));

        assertThat(track.appearance().values()).containsExactly(0, 1);
        assertThat(track.bestAppearance().values()).containsExactly(0, 1);
    }

    @Test
    void aTrackComesOutOnceWhenItEnds() {
        assertThat(collector.add(List.of(point(0, "cat", .9f, MIDDLE, NO_LOOK)), List.of()))
                .isEmpty();
        assertThat(collector.add(List.of(), List.of(1L, 2L))).hasSize(1);
        assertThat(collector.add(List.of(), List.of(1L))).isEmpty();
        assertThat(collector.state()).isEmpty();
    }

    @Test
    void ofTooManyNamesTheFirstCount() {
        List<TrackPoint> points = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            points.add(point(i, "name " + i, .1f + .001f * i, MIDDLE, NO_LOOK));
        }
        collector.add(points, List.of());

        assertThat(collector.state().get(0).votes()).hasSize(16);
        assertThat(collector.add(List.of(), List.of(1L)).get(0).track().label())
                .isEqualTo("name 15");
    }

    /** Where there is a picture of it, however well it is seen elsewhere. */
    @Test
    void theBestSightingIsOneWithAPicture() {
        List<TrackPoint> points = new ArrayList<>();
        String[] pictures = {"", "a.jpg", "", "b.jpg", "c.jpg"};
        float[] scores = {.9f, .3f, .8f, .6f, .5f};
        for (int i = 0; i < pictures.length; i++) {
            Detection seen =
                    new Detection("cat", scores[i], MIDDLE, NO_LOOK).withPicture(pictures[i]);
            points.add(TrackPoint.seen(1, i * 1_000_000L, seen));
        }
        collector.add(points.subList(0, 4), List.of());
        TrackCollector restored = new TrackCollector(collector.state());
        EndedTrack ended = restored.add(points.subList(4, 5), List.of(1L)).get(0);

        assertThat(ended.picture()).isEqualTo("b.jpg");
        assertThat(ended.track().best().ptsUs()).isEqualTo(3_000_000);
        assertThat(new TrackCollector(List.of()).add(points.subList(0, 1), List.of(1L)))
                .extracting(EndedTrack::picture)
                .containsExactly("");
    }

    private ObjectTrack only(List<TrackPoint> points) {
        List<EndedTrack> finished = collector.add(points, List.of(1L));
        assertThat(finished).hasSize(1);
        return finished.get(0).track();
    }

    private static TrackPoint point(int second, String label, float score, Box box, Vector look) {
        return TrackPoint.seen(1, second * 1_000_000L, new Detection(label, score, box, look));
    }
}
