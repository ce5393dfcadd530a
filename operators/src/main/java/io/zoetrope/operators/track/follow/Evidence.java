package io.zoetrope.operators.track.follow;

/**
 * That a track is an object and no whim of the detector: a sum over time of what sightings say for
 * it, by score, and misses against it. Frames that follow each other fast say little each, since
 * what a detector sees or misses once it mostly does again in the next frame. The idea of an
 * existence that is estimated is Musicki's (integrated probabilistic data association, 1994).
 */
final class Evidence {
    private static final double MAKES_BELIEF = 2;

    /** What is believed is given from here up; below, it is held until there is more for it. */
    private static final double KEEPS_BELIEF = -.6;

    private static final double MOST = 5.8;
    private static final double MISS = .6;

    /** Frames this far apart speak independently, seconds. */
    private static final double INDEPENDENT_S = .065;

    private double sum;

    Evidence(double sum) {
        this.sum = sum;
    }

    /**
     * @param worth of the sighting, {@link ScoreLevel#worth}
     */
    void seen(double worth, double sinceLastFrameS) {
        add(share(sinceLastFrameS) * worth);
    }

    void missed(double sinceLastFrameS) {
        add(-MISS * share(sinceLastFrameS));
    }

    private void add(double more) {
        sum = Math.max(-MOST, Math.min(MOST, sum + more));
    }

    private static double share(double sinceLastFrameS) {
        return Math.min(1, sinceLastFrameS / INDEPENDENT_S);
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
