package io.zoetrope.operators.track.boxes;

/**
 * A Kalman filter over centre and size of a box and their speeds, in time and not in frames: white
 * noise of acceleration, so that two short steps are one long one. The four axes are kept apart.
 * Lengths in frame heights, speeds in frame heights a second. Noise grows with the box's size, as
 * in SORT's successors; a doubtful measurement counts less (Du et al., GIAOTracker 2021).
 */
public final class KalmanBox {
    private static final int AXES = 4;

    /** Of a measurement, as a share of the size: x, y, width, height. */
    private static final double[] MEASURED = {.14, .05, .13, .15};

    /** Of acceleration, sizes a second, over the root of a second. */
    private static final double[] PUSHED = {.9, .65, .35, .42};

    /** Of the first speed, sizes a second. */
    private static final double[] STARTED = {1.9, .3, .35, .45};

    /** A size that grew does not grow on for long without being seen: seconds. */
    private static final double GROWTH_FADES_S = .4;

    private final double[] mean;
    private final double[] covariance;

    private KalmanBox(double[] mean, double[] covariance) {
        this.mean = mean;
        this.covariance = covariance;
    }

    public static KalmanBox at(Rect box, double doubt) {
        double[] mean = new double[2 * AXES];
        double[] covariance = new double[3 * AXES];
        double size = box.size();
        for (int i = 0; i < AXES; i++) {
            mean[i] = measured(box, i);
            covariance[3 * i] = square(MEASURED[i] * size * doubt);
            covariance[3 * i + 2] = square(STARTED[i] * size);
        }
        return new KalmanBox(mean, covariance);
    }

    /**
     * @param values of {@link #values()}
     */
    public static KalmanBox of(double[] values) {
        double[] mean = new double[2 * AXES];
        double[] covariance = new double[3 * AXES];
        System.arraycopy(values, 0, mean, 0, mean.length);
        System.arraycopy(values, mean.length, covariance, 0, covariance.length);
        return new KalmanBox(mean, covariance);
    }

    /** Four places, four speeds, then variance, covariance, variance of the speed for each axis. */
    public double[] values() {
        double[] values = new double[5 * AXES];
        System.arraycopy(mean, 0, values, 0, mean.length);
        System.arraycopy(covariance, 0, values, mean.length, covariance.length);
        return values;
    }

    public KalmanBox copy() {
        return new KalmanBox(mean.clone(), covariance.clone());
    }

    /** Goes on by a time, in seconds. */
    public KalmanBox predict(double dt) {
        double size = size();
        double growth = GROWTH_FADES_S * (1 - Math.exp(-dt / GROWTH_FADES_S));
        for (int i = 0; i < AXES; i++) {
            double run = i < 2 ? dt : growth;
            mean[i] += run * mean[AXES + i];
            double push = square(PUSHED[i] * size);
            int c = 3 * i;
            covariance[c] +=
                    2 * dt * covariance[c + 1]
                            + dt * dt * covariance[c + 2]
                            + push * dt * dt * dt / 3;
            covariance[c + 1] += dt * covariance[c + 2] + push * dt * dt / 2;
            covariance[c + 2] += push * dt;
        }
        mean[2] = Math.max(mean[2], .2 * size);
        mean[3] = Math.max(mean[3], .2 * size);
        return this;
    }

    /**
     * Takes a measurement in.
     *
     * @param doubt by which its noise is multiplied; 1 for a confident detection
     */
    public KalmanBox correct(Rect box, double doubt) {
        double size = box.size();
        for (int i = 0; i < AXES; i++) {
            int c = 3 * i;
            double noise = square(MEASURED[i] * size * doubt);
            double total = covariance[c] + noise;
            double gain = covariance[c] / total;
            double speedGain = covariance[c + 1] / total;
            double surprise = measured(box, i) - mean[i];
            mean[i] += gain * surprise;
            mean[AXES + i] += speedGain * surprise;
            covariance[c + 2] -= speedGain * covariance[c + 1];
            covariance[c + 1] *= 1 - gain;
            covariance[c] *= 1 - gain;
        }
        return this;
    }

    /**
     * How far a measurement lies from the forecast against how far it may: mean over the axes of
     * squares, 1 if the noise is as large as it is taken for.
     */
    double surprise(Rect box, double doubt) {
        double size = box.size();
        double sum = 0;
        for (int i = 0; i < AXES; i++) {
            double total = covariance[3 * i] + square(MEASURED[i] * size * doubt);
            sum += square(measured(box, i) - mean[i]) / total;
        }
        return sum / AXES;
    }

    /** Follows the camera: places, sizes and speeds as the next picture shows them. */
    public void follow(CameraMotion motion) {
        double x = mean[0];
        double y = mean[1];
        double vx = mean[AXES];
        double vy = mean[AXES + 1];
        mean[0] = motion.xx() * x + motion.xy() * y + motion.dx();
        mean[1] = motion.yx() * x + motion.yy() * y + motion.dy();
        mean[AXES] = motion.xx() * vx + motion.xy() * vy;
        mean[AXES + 1] = motion.yx() * vx + motion.yy() * vy;
        scale(0, 1, motion.scale());
        scale(2, AXES, motion.scale());
    }

    private void scale(int from, int to, double by) {
        for (int i = from; i < to; i++) {
            mean[i] *= i < 2 ? 1 : by;
            mean[AXES + i] *= i < 2 ? 1 : by;
        }
        for (int c = 3 * from; c < 3 * to; c++) {
            covariance[c] *= by * by;
        }
    }

    public Rect box() {
        return Rect.around(mean[0], mean[1], mean[2], mean[3]);
    }

    public double speedX() {
        return mean[AXES];
    }

    public double speedY() {
        return mean[AXES + 1];
    }

    public double widthSpeed() {
        return mean[AXES + 2];
    }

    public double heightSpeed() {
        return mean[AXES + 3];
    }

    /** Standard deviation of the place, frame heights: the larger of x and y. */
    public double spread() {
        return Math.sqrt(Math.max(covariance[0], covariance[3]));
    }

    public double size() {
        return Math.sqrt(Math.max(mean[2] * mean[3], 0));
    }

    private static double measured(Rect box, int axis) {
        return switch (axis) {
            case 0 -> box.centerX();
            case 1 -> box.centerY();
            case 2 -> box.width();
            default -> box.height();
        };
    }

    private static double square(double value) {
        return value * value;
    }
}
