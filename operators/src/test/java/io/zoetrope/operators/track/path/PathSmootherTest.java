package io.zoetrope.operators.track.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.operators.track.Jolt;
import io.zoetrope.operators.track.TrackPoint;
import io.zoetrope.operators.track.follow.TrackedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathSmootherTest {
    @Test
    void aWaveringPathIsNearerToTheTruth() {
        Random random = new Random(2);
        List<TrackPoint> raw = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            raw.add(point(i, .2 + .003 * i + .01 * random.nextGaussian()));
        }

        List<TrackPoint> smooth = run(new PathSmoother(), raw);

        assertThat(smooth).hasSize(100);
        assertThat(error(smooth)).isLessThan(error(raw) / 1.7);
    }

    @Test
    void aCalmPathStaysAsItIs() {
        List<TrackPoint> raw = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            raw.add(point(i, .2 + .003 * i + .00005 * (i - 30) * (i - 30)));
        }

        List<TrackPoint> smooth = run(new PathSmoother(), raw);

        for (int i = 0; i < 60; i++) {
            assertThat(smooth.get(i).box().x0()).isCloseTo(raw.get(i).box().x0(), within(5e-4f));
        }
    }

    @Test
    void comesOutOnceInOrderAndWhenTheTrackEnds() {
        PathSmoother smoother = new PathSmoother();
        List<TrackPoint> settled = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            settled.addAll(smoother.add(frame(List.of(point(i, .5)), List.of())));
        }
        assertThat(settled).hasSizeBetween(30, 49);

        settled.addAll(smoother.add(frame(List.of(), List.of(1L))));

        assertThat(settled).hasSize(50).extracting(TrackPoint::ptsUs).isSorted();
        assertThat(smoother.state().paths()).isEmpty();
        assertThat(smoother.finish()).isEmpty();
    }

    @Test
    void doesNotSmearAJolt() {
        PathSmoother smoother = new PathSmoother();
        List<TrackPoint> smooth = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double x = .3 + (i < 30 ? 0 : .2);
            Jolt jolt = new Jolt(i * 40_000L, i == 30 ? .2 : 0, 0);
            smooth.addAll(smoother.add(new TrackedFrame(List.of(point(i, x)), List.of(), 0, jolt)));
        }
        smooth.addAll(smoother.finish());

        assertThat(smooth.get(29).box().x0()).isCloseTo(.3f, within(1e-4f));
        assertThat(smooth.get(30).box().x0()).isCloseTo(.5f, within(1e-4f));
    }

    @Test
    void goesOnIdenticallyFromItsState() {
        Random random = new Random(4);
        List<TrackPoint> raw = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            raw.add(point(i, .5 + .02 * random.nextGaussian()));
        }
        PathSmoother other = new PathSmoother();
        List<TrackPoint> restored = new ArrayList<>();
        for (TrackPoint point : raw) {
            other = new PathSmoother(other.state());
            restored.addAll(other.add(frame(List.of(point), List.of())));
        }
        restored.addAll(other.finish());

        assertThat(restored).isEqualTo(run(new PathSmoother(), raw));
    }

    @Test
    void holdsNoMoreThanItLooksAround() {
        PathSmoother smoother = new PathSmoother();
        for (int i = 0; i < 5_000; i++) {
            smoother.add(frame(List.of(point(i, .5)), List.of()));
        }

        assertThat(smoother.state().paths().get(0).points()).hasSizeLessThan(50);
    }

    private static List<TrackPoint> run(PathSmoother smoother, List<TrackPoint> raw) {
        List<TrackPoint> smooth = new ArrayList<>();
        raw.forEach(p -> smooth.addAll(smoother.add(frame(List.of(p), List.of()))));
        smooth.addAll(smoother.finish());
        return smooth;
    }

    private static double error(List<TrackPoint> points) {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            sum += Math.abs(points.get(i).box().x0() - (.2 + .003 * i));
        }
        return sum / points.size();
    }

    private static TrackedFrame frame(List<TrackPoint> points, List<Long> ended) {
        return new TrackedFrame(points, ended, 0, new Jolt(0, 0, 0));
    }

    private static TrackPoint point(int i, double x) {
        Box box = new Box((float) x, .3f, (float) x + .05f, .5f);
        return TrackPoint.seen(1, i * 40_000L, new Detection("person", .9f, box, null));
    }
}
