package io.zoetrope.benchmarks;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.follow.Tracker;
import io.zoetrope.operators.track.path.PathSmoother;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Following objects against the least that any tracker by boxes does: the overlap of each frame's
 * detections with those of the frame before. Frames a second of one thread, and the ratio, for ten
 * and for a hundred objects.
 *
 * <pre>./mvnw -q -pl benchmarks exec:exec -Dbench=TrackerBenchmark -Dbench.args="[frames [rounds]]"
 * </pre>
 */
public final class TrackerBenchmark {
    private static final double ASPECT = 16 / 9.;
    private static final long FRAME_US = 40_000;

    private TrackerBenchmark() {}

    public static void main(String[] args) {
        int frames = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        for (int objects : new int[] {10, 100}) {
            List<List<Detection>> seen = walkers(objects, frames);
            double[] tracker = new double[rounds];
            double[] overlaps = new double[rounds];
            for (int round = -1; round < rounds; round++) {
                double trackerS = seconds(() -> track(seen));
                double overlapsS = seconds(() -> overlaps(seen));
                if (round >= 0) {
                    tracker[round] = trackerS;
                    overlaps[round] = overlapsS;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d objects: tracker %.0f frames/s, overlaps alone %.0f, ratio %.3f%n",
                    objects,
                    frames / median(tracker),
                    frames / median(overlaps),
                    median(overlaps) / median(tracker));
        }
    }

    private interface Work {
        double run();
    }

    private static double seconds(Work work) {
        long start = System.nanoTime();
        if (work.run() <= 0) {
            throw new IllegalStateException("nothing was followed");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double track(List<List<Detection>> seen) {
        Tracker tracker = new Tracker(TrackOptions.of(ASPECT));
        PathSmoother smoother = new PathSmoother();
        int points = 0;
        long ptsUs = 0;
        for (List<Detection> detections : seen) {
            points += smoother.add(tracker.update(ptsUs, detections)).size();
            ptsUs += FRAME_US;
        }
        return points;
    }

    private static double overlaps(List<List<Detection>> seen) {
        double sum = 0;
        for (int i = 1; i < seen.size(); i++) {
            for (Detection a : seen.get(i - 1)) {
                for (Detection b : seen.get(i)) {
                    sum += overlap(a.box(), b.box());
                }
            }
        }
        return sum;
    }

    private static double overlap(Box a, Box b) {
        double width = Math.min(a.x1(), b.x1()) - Math.max(a.x0(), b.x0());
        double height = Math.min(a.y1(), b.y1()) - Math.max(a.y0(), b.y0());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double common = width * height;
        return common / (area(a) + area(b) - common);
    }

    private static double area(Box box) {
        return (box.x1() - box.x0()) * (box.y1() - box.y0());
    }

    /**
     * People who cross the frame on lines of their own; a tenth of them is missed in each frame.
     */
    private static List<List<Detection>> walkers(int objects, int frames) {
        Random random = new Random(1);
        double[] x = random.doubles(objects).toArray();
        double[] y = random.doubles(objects, .2, .8).toArray();
        double[] speed = random.doubles(objects, -.004, .004).toArray();
        List<List<Detection>> seen = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            List<Detection> detections = new ArrayList<>();
            for (int i = 0; i < objects; i++) {
                x[i] = (x[i] + speed[i] + 1) % 1;
                if (random.nextInt(10) > 0) {
                    float left = (float) (x[i] + .002 * random.nextGaussian());
                    float top = (float) (y[i] + .002 * random.nextGaussian());
                    Box box = new Box(left, top, left + .04f, top + .18f);
                    detections.add(new Detection("person", .9f, box, new Vector(null)));
                }
            }
            seen.add(detections);
        }
        return seen;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
