package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A frame as its signature says it is. Two threads may look at one. */
final class SignedFrame {
    private static final int BINS = FrameSignatures.BINS;
    private static final int BLOCK_BYTES = FrameSignatures.PLANES * BINS;
    private static final int ROWS = FrameSignatures.BLOCKS / FrameSignatures.COLUMNS;
    private static final double WHOLE = 255;

    /** Twice the weight for light as for each of two colours. */
    private static final double WEIGHTS = 4;

    /** Of 255: a bar may have a soft edge or a line of noise. */
    private static final int NEARLY_ALL = 245;

    /** How far a picture may move from one frame to the next, in halves of a block. */
    private static final int MOST_HALVES = 2;

    /** Of fewer blocks a median says little. */
    private static final int LEAST_MOVED = 6;

    /**
     * Of a picture that moved quickly: .1 to .35 of its distance. Of another picture: above .45.
     */
    private static final double MOST_OF_PAN = 0.42;

    private static final double BLACK = 32;
    private static final double WHITE = 210;

    /** One colour between the middles of two bins counts as two: up to 8. */
    private static final double FLAT = 10;

    private final long ptsUs;
    private final byte[] bytes;
    private final int at;
    private final double light;
    private final double contrast;
    private final double[] means;

    /** Distance to the frame before; 0 for the first. */
    private double score;

    SignedFrame(long ptsUs, byte[] bytes, int at) {
        this.ptsUs = ptsUs;
        this.bytes = bytes;
        this.at = at;
        double sum = 0;
        double squares = 0;
        double weight = 0;
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            for (int bin = 0; bin < BINS; bin++) {
                double count = count(block, 0, bin);
                double value = 16 * bin + 8;
                weight += count;
                sum += count * value;
                squares += count * value * value;
            }
        }
        light = weight == 0 ? 0 : sum / weight;
        contrast = weight == 0 ? 0 : Math.sqrt(Math.max(0, squares / weight - light * light));
        means = meansOfBlocks();
    }

    long ptsUs() {
        return ptsUs;
    }

    double score() {
        return score;
    }

    void score(double distance) {
        score = distance;
    }

    void copyTo(byte[] all, int to) {
        System.arraycopy(bytes, at, all, to, FrameSignatures.BYTES);
    }

    /** Standard deviation of its light. */
    double contrast() {
        return contrast;
    }

    /** Whether it is all of one colour, as between two pictures that fade. */
    boolean blank() {
        return contrast < FLAT && (light < BLACK || light > WHITE);
    }

    boolean resized(SignedFrame before) {
        ByteBuffer own = ByteBuffer.wrap(bytes);
        ByteBuffer other = ByteBuffer.wrap(before.bytes);
        int sizes = FrameSignatures.BLOCKS * BLOCK_BYTES;
        return own.getInt(at + sizes) != other.getInt(before.at + sizes);
    }

    /** The median over the blocks, without black bars that both have. */
    double distance(SignedFrame other) {
        boolean[] barred = bars(other);
        double[] distances = new double[FrameSignatures.BLOCKS];
        int count = 0;
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            if (!barred[block]) {
                distances[count++] = distance(other, block);
            }
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(distances, 0, count);
        return (distances[(count - 1) / 2] + distances[count / 2]) / 2;
    }

    /** Of each block; 0 of black bars that both have. */
    double[] distances(SignedFrame other) {
        double[] distances = new double[FrameSignatures.BLOCKS];
        for (int block = 0; block < distances.length; block++) {
            distances[block] = distance(other, block);
        }
        return distances;
    }

    private double distance(SignedFrame other, int block) {
        int from = at + block * BLOCK_BYTES;
        int to = other.at + block * BLOCK_BYTES;
        int difference = 0;
        for (int bin = 0; bin < BLOCK_BYTES; bin++) {
            int one = Math.abs((bytes[from + bin] & 0xFF) - (other.bytes[to + bin] & 0xFF));
            difference += bin < BINS ? 2 * one : one;
        }
        return difference / (2 * WHOLE * WEIGHTS);
    }

    /** Whether it is the frame before, moved, of which it has the distance as its score. */
    boolean pans(SignedFrame before) {
        return movedDistance(before) < MOST_OF_PAN * score;
    }

    /**
     * The least distance if the picture has only moved, by half a block or a whole one: each block
     * is compared with what would be there then. Low for a quick pan, hardly lower than {@link
     * #distance} for another picture.
     */
    private double movedDistance(SignedFrame before) {
        boolean[] barred = bars(before);
        double least = 1;
        for (int right = -MOST_HALVES; right <= MOST_HALVES; right++) {
            for (int down = -MOST_HALVES; down <= MOST_HALVES; down++) {
                int far = Math.abs(right) + Math.abs(down);
                if (far > 0 && far <= MOST_HALVES) {
                    least = Math.min(least, movedDistance(before, right, down, barred));
                }
            }
        }
        return least;
    }

    /** In halves of a block; the median over the blocks that both have; 1 if those are too few. */
    private double movedDistance(SignedFrame before, int right, int down, boolean[] barred) {
        double[] distances = new double[FrameSignatures.BLOCKS];
        int count = 0;
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            int row = 2 * (block / FrameSignatures.COLUMNS) + down;
            int column = 2 * (block % FrameSignatures.COLUMNS) + right;
            if (!barred[block] && isPicture(row, column, barred)) {
                distances[count++] = distance(block, before, row, column);
            }
        }
        if (count < LEAST_MOVED) {
            return 1;
        }
        Arrays.sort(distances, 0, count);
        return (distances[(count - 1) / 2] + distances[count / 2]) / 2;
    }

    private static boolean isPicture(int row, int column, boolean[] barred) {
        int lastRow = (row + 1) / 2;
        int lastColumn = (column + 1) / 2;
        return row >= 0
                && column >= 0
                && lastRow < ROWS
                && lastColumn < FrameSignatures.COLUMNS
                && !barred[row / 2 * FrameSignatures.COLUMNS + column / 2]
                && !barred[lastRow * FrameSignatures.COLUMNS + lastColumn];
    }

    /** From a block to the mean of the four, two or one that lie there in another frame. */
    private double distance(int block, SignedFrame before, int row, int column) {
        int topLeft = row / 2 * FrameSignatures.COLUMNS + column / 2;
        int toRight = column % 2 * BLOCK_BYTES;
        int toBottom = row % 2 * FrameSignatures.COLUMNS * BLOCK_BYTES;
        int from = before.at + topLeft * BLOCK_BYTES;
        int to = at + block * BLOCK_BYTES;
        int difference = 0;
        for (int bin = 0; bin < BLOCK_BYTES; bin++) {
            int four =
                    (before.bytes[from + bin] & 0xFF)
                            + (before.bytes[from + bin + toRight] & 0xFF)
                            + (before.bytes[from + bin + toBottom] & 0xFF)
                            + (before.bytes[from + bin + toRight + toBottom] & 0xFF);
            int one = Math.abs(4 * (bytes[to + bin] & 0xFF) - four);
            difference += bin < BINS ? 2 * one : one;
        }
        return difference / (4 * 2 * WHOLE * WEIGHTS);
    }

    /** Blocks of rows and columns at the edges that are black in both. */
    private boolean[] bars(SignedFrame other) {
        boolean[] black = new boolean[FrameSignatures.BLOCKS];
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            black[block] = black(block) && other.black(block);
        }
        boolean[] barred = new boolean[FrameSignatures.BLOCKS];
        for (int i = 0; i < ROWS; i++) {
            mark(black, barred, i * FrameSignatures.COLUMNS, 1, FrameSignatures.COLUMNS);
            mark(black, barred, i, FrameSignatures.COLUMNS, ROWS);
        }
        return barred;
    }

    private static void mark(boolean[] black, boolean[] barred, int first, int step, int count) {
        boolean all = true;
        for (int i = 0; i < count; i++) {
            all &= black[first + i * step];
        }
        for (int i = 0; all && i < count; i++) {
            barred[first + i * step] = true;
        }
    }

    private boolean black(int block) {
        return count(block, 0, 0) + count(block, 0, 1) >= NEARLY_ALL;
    }

    /** How much of a block is black. */
    double blackShare(int block) {
        return Math.min(1, (count(block, 0, 0) + count(block, 0, 1)) / WHOLE);
    }

    /** Mean of each plane in each block, in steps of light; not to be changed. */
    double[] means() {
        return means;
    }

    private double[] meansOfBlocks() {
        double[] means = new double[FrameSignatures.BLOCKS * FrameSignatures.PLANES];
        for (int i = 0; i < means.length; i++) {
            int plane = i % FrameSignatures.PLANES;
            double step = plane == 0 ? 16 : 8;
            double sum = 0;
            for (int bin = 0; bin < BINS; bin++) {
                sum += step * bin * count(i / FrameSignatures.PLANES, plane, bin);
            }
            means[i] = sum / WHOLE;
        }
        return means;
    }

    /**
     * Variance of the light inside a block, in squares of bins.
     *
     * @param black share of the block that is black and does not count
     */
    double variance(int block, double black) {
        double left = WHOLE * black;
        double all = 0;
        double sum = 0;
        double squares = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double count = count(block, 0, bin);
            double gone = Math.min(left, count);
            left -= gone;
            all += count - gone;
            sum += (count - gone) * bin;
            squares += (count - gone) * bin * bin;
        }
        return all == 0 ? 0 : Math.max(0, squares / all - square(sum / all));
    }

    private static double square(double value) {
        return value * value;
    }

    private int count(int block, int plane, int bin) {
        return bytes[at + block * BLOCK_BYTES + plane * BINS + bin] & 0xFF;
    }
}
