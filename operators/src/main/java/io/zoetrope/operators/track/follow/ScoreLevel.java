package io.zoetrope.operators.track.follow;

/**
 * What scores this detector usually gives, so that what a score is worth does not hang on the
 * detector: .8 is much of one whose people have .85, and little of one whose people have .99. Kept
 * as the logarithm of what is missing to 1, of which a quantile is followed.
 */
final class ScoreLevel {
    private static final double FIRST_MISSING = .1;
    private static final double LEAST_MISSING = .02;
    private static final double MOST_MISSING = .2;
    private static final double QUANTILE = .25;
    private static final double RATE = .05;

    /** So many times what is usually missing, and a score is worth nothing. */
    private static final double WORTHLESS_TIMES = 12;

    /** What the lowest scores speak against an object. */
    private static final double LEAST_WORTH = -.5;

    private double missing;

    /**
     * @param missing {@link #missing()} of the level that this one goes on from; 0 or less to begin
     */
    ScoreLevel(double missing) {
        this.missing = missing > 0 ? missing : FIRST_MISSING;
    }

    double missing() {
        return missing;
    }

    /** Takes in the score of a confident detection. */
    void note(double score) {
        double step = 1 - score < missing ? QUANTILE - 1 : QUANTILE;
        missing = Math.max(LEAST_MISSING, Math.min(MOST_MISSING, missing * Math.exp(RATE * step)));
    }

    /** What a sighting with this score says for its being an object; at most 1. */
    double worth(double score) {
        double times = Math.max(1 - score, 0) / missing;
        if (times <= 1) {
            return 1;
        }
        return Math.max(LEAST_WORTH, 1 - Math.log(times) / Math.log(WORTHLESS_TIMES));
    }
}
