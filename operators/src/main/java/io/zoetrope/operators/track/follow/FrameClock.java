package io.zoetrope.operators.track.follow;

import io.zoetrope.operators.track.TrackerTimes;
import io.zoetrope.operators.track.boxes.Rect;
import java.util.Arrays;

/**
 * When the frame that is looked at is shown, and when those before it were; and how far the camera
 * moved the picture from one to the other.
 *
 * @param ptsUs media time of the frame
 * @param earlierUs media times of the last frames before it, in order; empty for the first frame
 * @param earlierX how far the picture had gone by each of them, frame heights
 * @param earlierY likewise
 * @param x how far it has gone by now
 * @param y likewise
 */
record FrameClock(
        long ptsUs, long[] earlierUs, double[] earlierX, double[] earlierY, double x, double y) {
    private static final int REMEMBERED = 256;

    /** Of a frame before which the camera stood. */
    static FrameClock of(long ptsUs, TrackerTimes times) {
        int n = times.us().length;
        double x = n == 0 ? 0 : times.x()[n - 1];
        double y = n == 0 ? 0 : times.y()[n - 1];
        return new FrameClock(ptsUs, times.us(), times.x(), times.y(), x, y);
    }

    /**
     * @param dx from the frame before, frame heights
     * @param dy likewise
     */
    FrameClock moved(double dx, double dy) {
        return new FrameClock(ptsUs, earlierUs, earlierX, earlierY, x + dx, y + dy);
    }

    /** Infinite for the first frame. */
    double sinceLastFrameS() {
        int n = earlierUs.length;
        return n == 0 ? Double.POSITIVE_INFINITY : sinceS(earlierUs[n - 1]);
    }

    double sinceS(long earlier) {
        return (ptsUs - earlier) / 1e6;
    }

    /** The first of the earlier frames that is later than a time; their number if none is. */
    int firstAfter(long us) {
        int first = earlierUs.length;
        while (first > 0 && earlierUs[first - 1] > us) {
            first--;
        }
        return first;
    }

    /** Where a place of this picture was in an earlier one, if it did not move by itself. */
    Rect then(Rect now, int earlier) {
        return now.shifted(earlierX[earlier] - x, earlierY[earlier] - y);
    }

    /** For the next frame: the last {@value #REMEMBERED} at most. */
    TrackerTimes withThis() {
        int keep = Math.min(earlierUs.length, REMEMBERED - 1);
        int n = earlierUs.length;
        long[] us = Arrays.copyOfRange(earlierUs, n - keep, n + 1);
        us[keep] = ptsUs;
        return new TrackerTimes(us, with(earlierX, keep, x), with(earlierY, keep, y));
    }

    private static double[] with(double[] earlier, int keep, double now) {
        double[] all = Arrays.copyOfRange(earlier, earlier.length - keep, earlier.length + 1);
        all[keep] = now;
        return all;
    }
}
