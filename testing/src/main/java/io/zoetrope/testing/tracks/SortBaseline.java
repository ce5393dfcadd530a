package io.zoetrope.testing.tracks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SORT (Bewley et al. 2016) as published: max_age 1, min_hits 3, overlap .3; a Kalman filter in
 * frames over centre, area and aspect. What trackers are measured against.
 */
public final class SortBaseline {
    private static final double OVERLAP = .3;
    private static final int MIN_HITS = 3;
    private final List<Follower> followers = new ArrayList<>();
    private long next = 1;
    private int frames;

    public static List<MotRow> run(Map<Integer, List<MotRow>> detections, int lastFrame) {
        SortBaseline sort = new SortBaseline();
        List<MotRow> out = new ArrayList<>();
        for (int frame = 1; frame <= lastFrame; frame++) {
            sort.update(frame, detections.getOrDefault(frame, List.of()), out);
        }
        return out;
    }

    public static Map<Integer, List<MotRow>> byFrame(List<MotRow> rows) {
        Map<Integer, List<MotRow>> frames = new TreeMap<>();
        rows.forEach(row -> frames.computeIfAbsent(row.frame(), f -> new ArrayList<>()).add(row));
        return frames;
    }

    private void update(int frame, List<MotRow> seen, List<MotRow> out) {
        frames++;
        followers.forEach(Follower::predict);
        followers.removeIf(f -> !Double.isFinite(f.row(frame).width()));
        double[][] iou = new double[followers.size()][seen.size()];
        for (int t = 0; t < iou.length; t++) {
            for (int d = 0; d < seen.size(); d++) {
                iou[t][d] = followers.get(t).row(frame).iou(seen.get(d));
            }
        }
        boolean[] used = new boolean[seen.size()];
        int[] match = BestPairs.of(iou);
        for (int t = 0; t < match.length; t++) {
            if (match[t] >= 0 && iou[t][match[t]] >= OVERLAP) {
                used[match[t]] = true;
                followers.get(t).correct(seen.get(match[t]));
            }
        }
        for (int d = 0; d < used.length; d++) {
            if (!used[d]) {
                followers.add(new Follower(next++, seen.get(d)));
            }
        }
        for (Iterator<Follower> each = followers.iterator(); each.hasNext(); ) {
            Follower follower = each.next();
            if (follower.missed < 1 && (follower.streak >= MIN_HITS || frames <= MIN_HITS)) {
                out.add(follower.row(frame));
            }
            if (follower.missed > 1) {
                each.remove();
            }
        }
    }

    /** State: x, y, area, aspect and the speeds of the first three; each axis by itself. */
    private static final class Follower {
        private static final double[] MEASURED = {1, 1, 10, 10};
        private static final double[] PUSHED = {.01, .01, .0001};
        private final long id;
        private final double[] at;
        private final double[] speed = new double[4];
        private final double[] p = {10, 10, 10, 10};
        private final double[] c = new double[4];
        private final double[] v = {10_000, 10_000, 10_000, 0};
        private int missed;
        private int streak;

        private Follower(long id, MotRow row) {
            this.id = id;
            at = measured(row);
        }

        private static double[] measured(MotRow row) {
            return new double[] {
                row.x() + row.width() / 2,
                row.y() + row.height() / 2,
                row.width() * row.height(),
                row.width() / row.height()
            };
        }

        private void predict() {
            if (speed[2] + at[2] <= 0) {
                speed[2] = 0;
            }
            for (int i = 0; i < 4; i++) {
                at[i] += speed[i];
                p[i] += 2 * c[i] + v[i] + 1;
                c[i] += v[i];
                v[i] += i < 3 ? PUSHED[i] : 0;
            }
            if (missed > 0) {
                streak = 0;
            }
            missed++;
        }

        private void correct(MotRow row) {
            missed = 0;
            streak++;
            double[] seen = measured(row);
            for (int i = 0; i < 4; i++) {
                double total = p[i] + MEASURED[i];
                double surprise = seen[i] - at[i];
                at[i] += p[i] / total * surprise;
                speed[i] += c[i] / total * surprise;
                v[i] -= c[i] * c[i] / total;
                c[i] -= p[i] * c[i] / total;
                p[i] -= p[i] * p[i] / total;
            }
        }

        private MotRow row(int frame) {
            double width = Math.sqrt(at[2] * at[3]);
            double height = at[2] / width;
            return new MotRow(frame, id, at[0] - width / 2, at[1] - height / 2, width, height);
        }
    }
}
