package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;
import java.util.Arrays;

/**
 * What is picture and what is black bar in two frames. A bar that takes a part of a block makes its
 * histogram keep that part whatever is shown, and gives it the contrast of its edge: in half of all
 * blocks of a wide film.
 */
final class Letterbox {
    /** Of a block that is barred by more there is too little to go by. */
    private static final double MOST_BARRED = 0.8;

    private static final int COLUMNS = FrameSignatures.COLUMNS;
    private static final int BLOCKS = FrameSignatures.BLOCKS;

    private final double[] barred;

    private Letterbox(double[] barred) {
        this.barred = barred;
    }

    /** Bars that both have: as much of a block as of all others in its row, or in its column. */
    static Letterbox of(SignedFrame one, SignedFrame other) {
        double[] rows = new double[BLOCKS / COLUMNS];
        double[] columns = new double[COLUMNS];
        Arrays.fill(rows, 1);
        Arrays.fill(columns, 1);
        for (int block = 0; block < BLOCKS; block++) {
            double black = Math.min(one.blackShare(block), other.blackShare(block));
            rows[block / COLUMNS] = Math.min(rows[block / COLUMNS], black);
            columns[block % COLUMNS] = Math.min(columns[block % COLUMNS], black);
        }
        double[] barred = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            barred[block] = Math.max(rows[block / COLUMNS], columns[block % COLUMNS]);
        }
        return new Letterbox(barred);
    }

    /** The median over the blocks as {@link SignedFrame#distance}, of what is picture. */
    double distance(SignedFrame one, SignedFrame other) {
        double[] distances = one.distances(other);
        int count = 0;
        for (int block = 0; block < BLOCKS; block++) {
            if (barred[block] <= MOST_BARRED) {
                distances[count++] = Math.min(1, distances[block] / (1 - barred[block]));
            }
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(distances, 0, count);
        return (distances[(count - 1) / 2] + distances[count / 2]) / 2;
    }

    boolean isPicture(int block) {
        return barred[block] <= MOST_BARRED;
    }

    /** Mean of each plane in each block that is picture, in steps of light, without its bar. */
    double[] means(SignedFrame frame) {
        double[] all = frame.means();
        int planes = FrameSignatures.PLANES;
        double[] means = new double[all.length];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (isPicture(i / planes)) {
                means[count++] = all[i] / (1 - barred[i / planes]);
            }
        }
        return Arrays.copyOf(means, count);
    }

    /** Variance of the light inside each block, without its bar, in squares of bins. */
    double[] variances(SignedFrame frame) {
        double[] variances = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            variances[block] = isPicture(block) ? frame.variance(block, barred[block]) : 0;
        }
        return variances;
    }
}
