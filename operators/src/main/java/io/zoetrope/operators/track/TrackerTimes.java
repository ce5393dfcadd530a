package io.zoetrope.operators.track;

/**
 * When the last frames were, and how far the camera had moved the picture by then. Held in state:
 * components may be added, none moved or taken away.
 *
 * @param us media times, in order; empty before the first frame
 * @param x frame heights, one for each time
 * @param y likewise
 */
public record TrackerTimes(long[] us, double[] x, double[] y) {
    public TrackerTimes {
        us = us == null ? new long[0] : us;
        x = x == null || x.length != us.length ? new double[us.length] : x;
        y = y == null || y.length != us.length ? new double[us.length] : y;
    }

    static TrackerTimes of(long[] us) {
        return new TrackerTimes(us, null, null);
    }

    public TrackerTimes copy() {
        return new TrackerTimes(us.clone(), x.clone(), y.clone());
    }

    public boolean isAfterAll(long ptsUs) {
        return us.length == 0 || ptsUs > us[us.length - 1];
    }
}
