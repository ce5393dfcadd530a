package io.zoetrope.operators.track;

import java.util.Arrays;

/**
 * When the frame that is looked at is shown, and when those before it were.
 *
 * @param ptsUs media time of the frame
 * @param earlierUs media times of the last frames before it, in order; empty for the first frame
 */
record FrameClock(long ptsUs, long[] earlierUs) {
    private static final int REMEMBERED = 256;

    /** Infinite for the first frame. */
    double sinceLastFrameS() {
        int n = earlierUs.length;
        return n == 0 ? Double.POSITIVE_INFINITY : sinceS(earlierUs[n - 1]);
    }

    double sinceS(long earlier) {
        return (ptsUs - earlier) / 1e6;
    }

    /** Times of the frames before the next one: the last {@value #REMEMBERED} at most. */
    long[] withThis() {
        int keep = Math.min(earlierUs.length, REMEMBERED - 1);
        int n = earlierUs.length;
        long[] times = Arrays.copyOfRange(earlierUs, n - keep, n + 1);
        times[keep] = ptsUs;
        return times;
    }
}
