package io.zoetrope.operators.track.mot;

import java.util.List;

/**
 * Brings a file's scores into [0,1], where the tracker expects them. Scores that lie there are
 * taken as they are, unless hardly one reaches one half. Others, as of detectors by margin, go
 * through a logistic curve that takes the lowest sixth below one half and the median to .9; if all
 * are the same they say nothing, and count as 1.
 */
final class ScoreScale {
    private static final double LOW_SHARE = 1 / 6.;
    private static final double HIGH_SHARE = .95;
    private static final double ROUNDING = .01;
    private static final double LOGIT_OF_MEDIAN = 2.2;
    private final boolean identity;
    private final double middle;
    private final double width;

    private ScoreScale(boolean identity, double middle, double width) {
        this.identity = identity;
        this.middle = middle;
        this.width = width;
    }

    static ScoreScale of(List<MotBox> boxes) {
        double[] sorted = boxes.stream().mapToDouble(MotBox::score).sorted().toArray();
        boolean inRange = sorted[0] >= -ROUNDING && sorted[sorted.length - 1] <= 1 + ROUNDING;
        if (inRange && sorted[(int) (HIGH_SHARE * (sorted.length - 1))] >= .5) {
            return new ScoreScale(true, 0, 1);
        }
        double low = sorted[(int) (LOW_SHARE * (sorted.length - 1))];
        double median = sorted[(sorted.length - 1) / 2];
        return new ScoreScale(false, low, (median - low) / LOGIT_OF_MEDIAN);
    }

    float apply(double score) {
        if (identity) {
            return (float) Math.max(0, Math.min(1, score));
        }
        return width > 0 ? (float) (1 / (1 + Math.exp((middle - score) / width))) : 1;
    }
}
