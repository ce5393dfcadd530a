package io.zoetrope.operators.track.boxes;

/**
 * How much a detector's boxes waver against what is usual, learnt from how far they lie from the
 * forecasts (adaptive filtering, Mehra 1970): a detector that boxes exactly is followed closely.
 */
public final class BoxNoise {
    private static final double EXPECTED = .36;
    private static final double RATE = .011;
    private static final double LEAST = .15;
    private static final double MOST = 1;

    /** One sighting far off says little about the others. */
    private static final double MOST_OF_ONE = 3;

    private static final double MOST_OF_FRAME = 10;

    private double factor;
    private double surprises;

    public BoxNoise(double factor) {
        this.factor = factor;
    }

    /** By what the noise of a measurement is multiplied. */
    public double factor() {
        return factor;
    }

    /** Takes in a confident sighting of a track that was seen in the last frame. */
    public void note(KalmanBox forecast, Rect seen) {
        surprises += Math.min(MOST_OF_ONE, forecast.surprise(seen, factor)) - EXPECTED;
    }

    public void endFrame() {
        double step = Math.max(-MOST_OF_FRAME, Math.min(MOST_OF_FRAME, surprises));
        factor = Math.max(LEAST, Math.min(MOST, factor * Math.exp(RATE * step)));
        surprises = 0;
    }
}
