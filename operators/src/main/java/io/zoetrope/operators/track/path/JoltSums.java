package io.zoetrope.operators.track.path;

import io.zoetrope.operators.track.Jolt;
import java.util.Arrays;
import java.util.List;

/** How far the picture has moved since the first of some jolts, up to each of them. */
final class JoltSums {
    private final long[] timesUs;
    private final double[] x;
    private final double[] y;

    private JoltSums(int count) {
        timesUs = new long[count];
        x = new double[count + 1];
        y = new double[count + 1];
    }

    /**
     * @param jolts in order of time, no two at the same
     */
    static JoltSums of(List<Jolt> jolts) {
        JoltSums sums = new JoltSums(jolts.size());
        for (int i = 0; i < jolts.size(); i++) {
            Jolt jolt = jolts.get(i);
            sums.timesUs[i] = jolt.ptsUs();
            sums.x[i + 1] = sums.x[i] + jolt.dx();
            sums.y[i + 1] = sums.y[i] + jolt.dy();
        }
        return sums;
    }

    /** Of the jolts up to a time, included. */
    int count(long us) {
        int at = Arrays.binarySearch(timesUs, us);
        return at < 0 ? -at - 1 : at + 1;
    }

    /** The same for a time that is not before another one, up to which there were so many. */
    int count(long us, int before) {
        int count = before;
        while (count < timesUs.length && timesUs[count] <= us) {
            count++;
        }
        return count;
    }

    /** In frame widths, after so many jolts. */
    double x(int jolts) {
        return x[jolts];
    }

    /** In frame heights. */
    double y(int jolts) {
        return y[jolts];
    }
}
