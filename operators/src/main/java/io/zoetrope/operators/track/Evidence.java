package io.zoetrope.operators.track;

/**
 * That a track is an object and no whim of the detector: a sum over time of what sightings say for
 * it, by score, and misses against it. Frames that follow each other fast say little each, since
 * what a detector sees or misses once it mostly does again in the next frame. The idea of an
 * existence that is estimated is Musicki's (integrated probabilistic data association, 1994).
 */
final class Evidence {
    private static final double MAKES_BELIEF = 2;

    /** What is believed is given from here up; below, it is held until there is more for it. */
    private static final double KEEPS_BELIEF = -.8;

    private static final double MOST = 6.5;
    private static final double MISS = .6;

    /** Frames this far apart speak independently, seconds. */
    private static final double INDEPENDENT_S = .08;

    private static final double WORTHLESS_SCORE = .35;
    private static final double FULL_SCORE = .9;

    private double sum;

    Evidence(double sum) {
        this.sum = sum;
    }

    static Evidence ofFirst(double score) {
        return new Evidence(worth(score));
    }

    void seen(double score, double sinceLastFrameS) {
        sum = Math.min(MOST, sum + share(sinceLastFrameS) * worth(score));
    }

    void missed(double sinceLastFrameS) {
        sum -= MISS * share(sinceLastFrameS);
    }

    private static double share(double sinceLastFrameS) {
        return Math.min(1, sinceLastFrameS / INDEPENDENT_S);
    }

    private static double worth(double score) {
        return Math.max(0, Math.min(1, (score - WORTHLESS_SCORE) / (FULL_SCORE - WORTHLESS_SCORE)));
    }

    boolean makesBelief() {
        return sum >= MAKES_BELIEF;
    }

    boolean keepsBelief() {
        return sum >= KEEPS_BELIEF;
    }

    boolean isSpent() {
        return sum <= 0;
    }

    double sum() {
        return sum;
    }
}
