package io.zoetrope.operators.track.path;

import io.zoetrope.domain.Box;
import io.zoetrope.operators.track.Jolt;
import io.zoetrope.operators.track.PathSmootherState;
import io.zoetrope.operators.track.PathState;
import io.zoetrope.operators.track.TrackPoint;
import io.zoetrope.operators.track.follow.TrackedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the wavering boxes of tracks calm: each side by a line fitted to the points around, those
 * near in time counting most (local linear regression; Du et al., StrongSORT 2023, do it over whole
 * tracks). It looks ahead, so a point comes out half a second later or when its track ends. Paths
 * that do not waver stay as they are.
 */
public final class PathSmoother {
    /** How far before and behind points count, seconds. */
    private static final double REACH_S = .35;

    private static final long REACH_US = (long) (REACH_S * 1e6);

    /** A path whose boxes lie this near to a line, as a share of their size, is calm. */
    private static final double CALM = .07;

    /** How long a jolt is known, microseconds: points may come late. */
    private static final long JOLTS_KEPT_US = 5_000_000;

    private static final int MOST_JOLTS = 1_000;

    private final Nearness nearness = new Nearness();
    private final Map<Long, Window> windows = new TreeMap<>();
    private final List<Jolt> jolts = new ArrayList<>();
    private JoltSums moved = JoltSums.of(List.of());

    public PathSmoother() {
        this(PathSmootherState.begin());
    }

    /** Goes on from a state as the smoother that gave it would have. */
    public PathSmoother(PathSmootherState state) {
        jolts.addAll(state.jolts());
        moved = JoltSums.of(jolts);
        for (PathState path : state.paths()) {
            Window window = new Window();
            window.points.addAll(path.points());
            window.given = path.given();
            windows.put(path.track(), window);
        }
    }

    public PathSmootherState state() {
        List<PathState> paths = new ArrayList<>();
        windows.forEach(
                (track, window) ->
                        paths.add(new PathState(track, List.copyOf(window.points), window.given)));
        return new PathSmootherState(paths, List.copyOf(jolts));
    }

    /**
     * @return points that are settled, each track's in order of time
     */
    public List<TrackPoint> add(TrackedFrame frame) {
        List<TrackPoint> settled = new ArrayList<>();
        note(frame.jolt());
        for (TrackPoint point : frame.points()) {
            Window window = windows.computeIfAbsent(point.track(), t -> new Window());
            window.points.add(point);
            window.settle(point.ptsUs() - REACH_US, settled);
        }
        for (long track : frame.ended()) {
            Window window = windows.remove(track);
            if (window != null) {
                window.settle(Long.MAX_VALUE, settled);
            }
        }
        return settled;
    }

    private void note(Jolt jolt) {
        if (jolt.isNone()) {
            return;
        }
        jolts.add(jolt);
        jolts.removeIf(old -> old.ptsUs() < jolt.ptsUs() - JOLTS_KEPT_US);
        if (jolts.size() > MOST_JOLTS) {
            jolts.remove(0);
        }
        moved = JoltSums.of(jolts);
    }

    /** No more comes: all that is left. */
    public List<TrackPoint> finish() {
        List<TrackPoint> settled = new ArrayList<>();
        windows.values().forEach(window -> window.settle(Long.MAX_VALUE, settled));
        windows.clear();
        return settled;
    }

    /** The points of one track that are near the next one to be given. */
    private final class Window {
        private final List<TrackPoint> points = new ArrayList<>();
        private int given;

        private void settle(long untilUs, List<TrackPoint> out) {
            while (given < points.size() && points.get(given).ptsUs() <= untilUs) {
                out.add(smooth(points.get(given)));
                given++;
            }
            int old = 0;
            while (old < given
                    && given < points.size()
                    && points.get(old).ptsUs() < points.get(given).ptsUs() - REACH_US) {
                old++;
            }
            points.subList(0, old).clear();
            given -= old;
        }

        private TrackPoint smooth(TrackPoint at) {
            Times times = new Times();
            Fit x0 = new Fit(times);
            Fit y0 = new Fit(times);
            Fit x1 = new Fit(times);
            Fit y1 = new Fit(times);
            int here = moved.count(at.ptsUs());
            int before = moved.count(points.get(0).ptsUs());
            for (TrackPoint point : points) {
                long apartUs = point.ptsUs() - at.ptsUs();
                double dt = apartUs / 1e6;
                if (Math.abs(dt) > REACH_S) {
                    continue;
                }
                double weight = nearness.weight(apartUs);
                before = moved.count(point.ptsUs(), before);
                double dx = moved.x(here) - moved.x(before);
                double dy = moved.y(here) - moved.y(before);
                times.add(dt, weight);
                x0.add(dt, point.box().x0() + dx, weight);
                y0.add(dt, point.box().y0() + dy, weight);
                x1.add(dt, point.box().x1() + dx, weight);
                y1.add(dt, point.box().y1() + dy, weight);
            }
            double wide = at.box().x1() - at.box().x0();
            double tall = at.box().y1() - at.box().y0();
            double waver =
                    (x0.waver() + x1.waver()) / (wide * wide)
                            + (y0.waver() + y1.waver()) / (tall * tall);
            double share = 1 - Math.exp(-waver / (4 * CALM * CALM));
            Box box =
                    new Box(
                            side(at.box().x0(), x0, share),
                            side(at.box().y0(), y0, share),
                            side(at.box().x1(), x1, share),
                            side(at.box().y1(), y1, share));
            return at.withBox(box);
        }

        private static float side(float raw, Fit fit, double share) {
            return (float) (raw + share * (fit.now() - raw));
        }
    }

    /** What points count by how far they are in time; the same times come again and again. */
    private static final class Nearness {
        /** Deviation of the weights over time, seconds. */
        private static final double NEAR_S = .15;

        private static final int KNOWN = 256;

        private final long[] timesUs = new long[KNOWN];
        private final double[] weights = new double[KNOWN];

        private double weight(long apartUs) {
            int at = (int) (apartUs ^ apartUs >> 9) & KNOWN - 1;
            if (timesUs[at] != apartUs || weights[at] == 0) {
                double dt = apartUs / 1e6;
                timesUs[at] = apartUs;
                weights[at] = Math.exp(-dt * dt / (2 * NEAR_S * NEAR_S));
            }
            return weights[at];
        }
    }

    /** Weights and times of the points: the same for each side of a box. */
    private static final class Times {
        private double n;
        private double t;
        private double tt;

        private void add(double dt, double weight) {
            n += weight;
            t += weight * dt;
            tt += weight * dt * dt;
        }

        private double spread() {
            return n * tt - t * t;
        }
    }

    /** A weighted line through values over time, and its value at time 0. */
    private static final class Fit {
        private final Times over;
        private double v;
        private double tv;
        private double vv;

        private Fit(Times over) {
            this.over = over;
        }

        private void add(double dt, double value, double weight) {
            v += weight * value;
            tv += weight * dt * value;
            vv += weight * value * value;
        }

        private double slope() {
            double spread = over.spread();
            return spread > 1e-9 * over.n * over.n ? (over.n * tv - over.t * v) / spread : 0;
        }

        private double now() {
            return (v - slope() * over.t) / over.n;
        }

        /** Mean square distance from the line. */
        private double waver() {
            double a = now();
            double b = slope();
            double sum = vv - 2 * a * v - 2 * b * tv;
            sum += over.n * a * a + 2 * a * b * over.t + b * b * over.tt;
            return Math.max(0, sum / over.n);
        }
    }
}
