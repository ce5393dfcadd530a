package io.zoetrope.operators.shots.signature;

import io.zoetrope.media.FrameSignatures;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A frame as its signature says it is. What comparing it with others needs again and again is
 * worked out once. Two threads may look at one.
 */
public final class SignedFrame {
    /** {@link #differences} of blocks that share nothing: two planes of colour, and light twice. */
    static final int MOST = 2 * 255 * 4;

    private static final int BLOCKS = FrameSignatures.BLOCKS;
    private static final int COLUMNS = FrameSignatures.COLUMNS;
    private static final int ROWS = BLOCKS / COLUMNS;
    private static final int BINS = FrameSignatures.BINS;
    private static final int PLANES = FrameSignatures.PLANES;
    private static final int BLOCK_BYTES = PLANES * BINS;
    private static final double WHOLE = 255;

    /** Of 255: a bar may have a soft edge or a line of noise. */
    private static final int NEARLY_ALL = 245;

    /** What a third of the blocks differ by, of what half of them do. */
    private static final double LEAST_OF_LOWER = 0.45;

    /** Light of a bin, and of its middle; a bin of colour is half as wide. */
    private static final int STEP = 16;

    private static final int MIDDLE = STEP / 2;

    private static final double BLACK = 32;
    private static final double WHITE = 210;

    /** One colour between the middles of two bins counts as two: up to 8. */
    private static final double FLAT = 10;

    private final long ptsUs;
    private final byte[] bytes;
    private final int at;
    private final BlockLanes lanes;
    private final double light;
    private final double contrast;
    private final double[] means = new double[BLOCKS * PLANES];
    private final double[] variances = new double[BLOCKS];
    private final int[] darkRows = new int[ROWS];
    private final int[] darkColumns = new int[COLUMNS];

    /** Distance to the frame before; 0 for the first. */
    private double score;

    /** Whether it is the frame before, moved; null as long as nobody has asked. */
    private Boolean pans;

    /**
     * @param bytes not to be changed any more
     * @param at where its signature begins in them
     */
    public SignedFrame(long ptsUs, byte[] bytes, int at) {
        this.ptsUs = ptsUs;
        this.bytes = bytes;
        this.at = at;
        this.lanes = new BlockLanes(bytes, at);
        Arrays.fill(darkRows, Integer.MAX_VALUE);
        Arrays.fill(darkColumns, Integer.MAX_VALUE);
        int[] sums = new int[3];
        for (int block = 0; block < BLOCKS; block++) {
            learn(block, sums);
        }
        double weight = sums[0];
        double mean = (STEP * sums[1] + MIDDLE * sums[0]) / weight;
        double squares = STEP * STEP * (double) (sums[2] + sums[1]) + MIDDLE * MIDDLE * weight;
        light = weight == 0 ? 0 : mean;
        contrast = Math.sqrt(variance(weight, mean, squares));
    }

    /** Adds up the counts of light, their bins and the squares of those. */
    private void learn(int block, int[] sums) {
        int counts = 0;
        int bins = 0;
        int squares = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int count = count(block, 0, bin);
            counts += count;
            bins += count * bin;
            squares += count * bin * bin;
        }
        sums[0] += counts;
        sums[1] += bins;
        sums[2] += squares;
        means[block * PLANES] = STEP * bins / WHOLE;
        variances[block] = variance(counts, (double) bins / counts, squares);
        for (int plane = 1; plane < PLANES; plane++) {
            means[block * PLANES + plane] = STEP / 2 * sumOfBins(block, plane) / WHOLE;
        }
        int dark = count(block, 0, 0) + count(block, 0, 1);
        darkRows[block / COLUMNS] = Math.min(darkRows[block / COLUMNS], dark);
        darkColumns[block % COLUMNS] = Math.min(darkColumns[block % COLUMNS], dark);
    }

    private int sumOfBins(int block, int plane) {
        int sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += bin * count(block, plane, bin);
        }
        return sum;
    }

    /** Its media time. */
    public long ptsUs() {
        return ptsUs;
    }

    /** Distance to the frame before; 0 for the first. */
    public double score() {
        return score;
    }

    /** Told once, before anybody asks. */
    public void score(double distance) {
        score = distance;
    }

    /** Copies its signature. */
    public void copyTo(byte[] all, int to) {
        System.arraycopy(bytes, at, all, to, FrameSignatures.BYTES);
    }

    BlockLanes lanes() {
        return lanes;
    }

    /** Mean of its light, 0 to 255. */
    public double light() {
        return light;
    }

    /** Standard deviation of its light. */
    public double contrast() {
        return contrast;
    }

    /** Whether it is all of one colour, as between two pictures that fade. */
    public boolean blank() {
        return contrast < FLAT && (light < BLACK || light > WHITE);
    }

    /** Whether the stored size of the pictures changes. */
    public boolean resized(SignedFrame before) {
        ByteBuffer own = ByteBuffer.wrap(bytes);
        ByteBuffer other = ByteBuffer.wrap(before.bytes);
        int sizes = BLOCKS * BLOCK_BYTES;
        return own.getInt(at + sizes) != other.getInt(before.at + sizes);
    }

    /** The median over the blocks, without black bars that both have. */
    public double distance(SignedFrame other) {
        int[] differences = new int[BLOCKS];
        int count = 0;
        for (int block = 0; block < BLOCKS; block++) {
            if (!isBarred(other, block)) {
                differences[count++] = lanes.difference(other.lanes, block);
            }
        }
        return median(differences, count, MOST);
    }

    /** Of each block, 0 to {@link #MOST} or hardly more. */
    public int[] differences(SignedFrame other) {
        int[] differences = new int[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            differences[block] = lanes.difference(other.lanes, block);
        }
        return differences;
    }

    /**
     * Sorts them; 0 of none.
     *
     * @param one what is a distance of 1
     */
    static double median(int[] differences, int count, double one) {
        if (count == 0) {
            return 0;
        }
        Arrays.sort(differences, 0, count);
        return (differences[(count - 1) / 2] / one + differences[count / 2] / one) / 2;
    }

    /**
     * Whether it is the frame before, moved.
     *
     * @param before always the same, of which it has the distance as its score
     */
    public boolean pans(SignedFrame before) {
        Boolean known = pans;
        if (known == null) {
            known = MovedPicture.is(before, this);
            pans = known;
        }
        return known;
    }

    /** Whether it differs in nearly all blocks, and not in half of them as behind a title. */
    public boolean differsAllOver(SignedFrame other) {
        int[] differences = new int[BLOCKS];
        int count = 0;
        for (int block = 0; block < BLOCKS; block++) {
            if (!isBarred(other, block)) {
                differences[count++] = lanes.difference(other.lanes, block);
            }
        }
        Arrays.sort(differences, 0, count);
        return count == 0 || differences[count / 3] >= LEAST_OF_LOWER * differences[count / 2];
    }

    /** Whether it is another one in another light. */
    public boolean isRelit(SignedFrame before) {
        return RelitPicture.is(before, this);
    }

    /** How often each light is in a block. */
    double[] lightOf(int block) {
        double[] counts = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin] = count(block, 0, bin);
        }
        return counts;
    }

    /** Whether a block lies in a row or a column that is black in both. */
    boolean isBarred(SignedFrame other, int block) {
        return Math.min(darkRow(block), other.darkRow(block)) >= NEARLY_ALL
                || Math.min(darkColumn(block), other.darkColumn(block)) >= NEARLY_ALL;
    }

    /** How much is black of the block in its row that has the least, of 255. */
    int darkRow(int block) {
        return darkRows[block / COLUMNS];
    }

    /** The same of its column. */
    int darkColumn(int block) {
        return darkColumns[block % COLUMNS];
    }

    /** Mean of each plane in each block, in steps of light; not to be changed. */
    public double[] means() {
        return means;
    }

    /** Variance of the light inside each block, in squares of bins; not to be changed. */
    double[] variances() {
        return variances;
    }

    /**
     * The same of one block.
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
        return variance(all, sum / all, squares);
    }

    private static double variance(double all, double mean, double squares) {
        return all == 0 ? 0 : Math.max(0, squares / all - mean * mean);
    }

    private int count(int block, int plane, int bin) {
        return bytes[at + block * BLOCK_BYTES + plane * BINS + bin] & 0xFF;
    }
}
