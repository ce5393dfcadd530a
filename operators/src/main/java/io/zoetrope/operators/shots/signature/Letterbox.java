package io.zoetrope.operators.shots.signature;

import io.zoetrope.media.FrameSignatures;
import java.util.Arrays;

/**
 * What is picture and what is black bar in two frames. A bar that takes a part of a block makes its
 * histogram keep that part whatever is shown, and gives it the contrast of its edge: in half of all
 * blocks of a wide film.
 */
public final class Letterbox {
    /** Of a block that is barred by more there is too little to go by. */
    private static final double MOST_BARRED = 0.8;

    private static final double WHOLE = 255;
    private static final int BLOCKS = FrameSignatures.BLOCKS;
    private static final Letterbox NONE = new Letterbox(new double[BLOCKS]);

    private final double[] barred;

    private Letterbox(double[] barred) {
        this.barred = barred;
    }

    /** Bars that both have: as much of a block as of all others in its row, or in its column. */
    public static Letterbox of(SignedFrame one, SignedFrame other) {
        double[] barred = null;
        for (int block = 0; block < BLOCKS; block++) {
            int row = Math.min(one.darkRow(block), other.darkRow(block));
            int column = Math.min(one.darkColumn(block), other.darkColumn(block));
            int dark = Math.max(row, column);
            if (dark > 0) {
                barred = barred == null ? new double[BLOCKS] : barred;
                barred[block] = Math.min(1, dark / WHOLE);
            }
        }
        // Most films have none, and then nothing below is worth its time.
        return barred == null ? NONE : new Letterbox(barred);
    }

    /** The median over the blocks as {@link SignedFrame#distance}, of what is picture. */
    public double distance(SignedFrame one, SignedFrame other) {
        return distance(one.differences(other));
    }

    /**
     * The same.
     *
     * @param differences of each block, as {@link SignedFrame#differences}
     */
    public double distance(int[] differences) {
        if (this == NONE) {
            int[] sorted = new int[BLOCKS];
            for (int block = 0; block < BLOCKS; block++) {
                sorted[block] = Math.min(SignedFrame.MOST, differences[block]);
            }
            return SignedFrame.median(sorted, BLOCKS, SignedFrame.MOST);
        }
        double[] distances = new double[BLOCKS];
        int count = 0;
        for (int block = 0; block < BLOCKS; block++) {
            if (isPicture(block)) {
                double distance = (double) differences[block] / SignedFrame.MOST;
                distances[count++] = Math.min(1, distance / (1 - barred[block]));
            }
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(distances, 0, count);
        return (distances[(count - 1) / 2] + distances[count / 2]) / 2;
    }

    /** Whether enough of a block is picture to go by. */
    public boolean isPicture(int block) {
        return barred[block] <= MOST_BARRED;
    }

    /**
     * Mean of each plane in each block that is picture, in steps of light, without its bar; not to
     * be changed.
     */
    public double[] means(SignedFrame frame) {
        double[] all = frame.means();
        if (this == NONE) {
            return all;
        }
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

    /** Variance of the light inside each block, without its bar; not to be changed. */
    public double[] variances(SignedFrame frame) {
        if (this == NONE) {
            return frame.variances();
        }
        double[] variances = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            variances[block] = isPicture(block) ? frame.variance(block, barred[block]) : 0;
        }
        return variances;
    }
}
