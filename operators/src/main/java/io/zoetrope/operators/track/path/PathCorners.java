package io.zoetrope.operators.track.path;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.TimedBox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Picks of a path the boxes between which its sides move almost evenly in time: Douglas and Peucker
 * 1973, with the largest distance of a side at the same time instead of the distance from a line.
 */
final class PathCorners {
    /** From one box to another, by their places in the path. */
    private record Stretch(int from, int to) {}

    private PathCorners() {}

    /**
     * @param path in order of time, no time twice
     * @return some of them, the first and the last among them; every other box lies within the
     *     error of what these say of its time
     */
    static List<TimedBox> of(List<TimedBox> path, float error) {
        boolean[] corner = new boolean[path.size()];
        Deque<Stretch> open = new ArrayDeque<>();
        open.push(new Stretch(0, path.size() - 1));
        while (!open.isEmpty()) {
            Stretch stretch = open.pop();
            corner[stretch.from()] = true;
            corner[stretch.to()] = true;
            int farthest = farthest(path, stretch, error);
            if (farthest > 0) {
                open.push(new Stretch(stretch.from(), farthest));
                open.push(new Stretch(farthest, stretch.to()));
            }
        }
        List<TimedBox> corners = new ArrayList<>();
        for (int i = 0; i < corner.length; i++) {
            if (corner[i]) {
                corners.add(path.get(i));
            }
        }
        return corners;
    }

    /** Returns 0 if none is farther than the error. */
    private static int farthest(List<TimedBox> path, Stretch stretch, float error) {
        TimedBox from = path.get(stretch.from());
        TimedBox to = path.get(stretch.to());
        int farthest = 0;
        double most = error;
        for (int i = stretch.from() + 1; i < stretch.to(); i++) {
            double distance = distance(path.get(i), from, to);
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        return farthest;
    }

    /** Of the side that lies farthest from an even move. */
    static double distance(TimedBox at, TimedBox from, TimedBox to) {
        double share = (at.ptsUs() - from.ptsUs()) / (double) (to.ptsUs() - from.ptsUs());
        Box a = from.box();
        Box b = to.box();
        double x0 = at.box().x0() - a.x0() - share * (b.x0() - a.x0());
        double y0 = at.box().y0() - a.y0() - share * (b.y0() - a.y0());
        double x1 = at.box().x1() - a.x1() - share * (b.x1() - a.x1());
        double y1 = at.box().y1() - a.y1() - share * (b.y1() - a.y1());
        return Math.max(Math.max(Math.abs(x0), Math.abs(y0)), Math.max(Math.abs(x1), Math.abs(y1)));
    }
}
