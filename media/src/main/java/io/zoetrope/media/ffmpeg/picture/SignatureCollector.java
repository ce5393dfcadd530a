package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.media.FrameSignatures;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reduces frames to histograms of their blocks. A cell counts in the two bins whose middles it lies
 * between, by how near it is to each, so that a little more light changes a histogram a little. For
 * one thread.
 */
public final class SignatureCollector {
    private static final int BLOCK_WIDTH = FrameSignature.WIDTH / FrameSignatures.COLUMNS;
    private static final int BLOCK_HEIGHT =
            FrameSignature.HEIGHT * FrameSignatures.COLUMNS / FrameSignatures.BLOCKS;
    private static final int CELLS = BLOCK_WIDTH * BLOCK_HEIGHT;

    private static final int BINS = FrameSignatures.BINS;
    private static final int VALUES = 256;
    private static final int WHOLE = 255;

    /** Bits of an entry of {@link #entries}: the bin, and what is added to the next one. */
    private static final int BIN_SHIFT = 28;

    private static final int NEXT_SHIFT = 16;
    private static final int SUM_MASK = 0xFFF;

    /** Widths of bins, as powers of two. */
    private static final int LIGHT_SHIFT = 4;

    private static final int COLOUR_SHIFT = 3;

    /** Colours of films lie near grey: their bins are half as wide, and the outer ones are open. */
    private static final int COLOUR_FROM = 64;

    // Static: so compilers know how long they are, and check no index.
    private static final int[] LIGHT = entries(0, LIGHT_SHIFT);
    private static final int[] COLOUR = entries(COLOUR_FROM, COLOUR_SHIFT);
    private static final byte[] LIGHT_SHARES = shares(LIGHT_SHIFT);
    private static final byte[] COLOUR_SHARES = shares(COLOUR_SHIFT);

    private long[] timesUs = new long[64];
    private byte[] bytes = new byte[64 * FrameSignatures.BYTES];
    private int count;

    /** By value: the lower of the two bins that it lies between, and what it adds to both. */
    private static int[] entries(int from, int shift) {
        int width = 1 << shift;
        int most = width * (BINS - 1);
        int[] entries = new int[VALUES];
        for (int value = 0; value < VALUES; value++) {
            int place = Math.max(0, Math.min(most, value - from - width / 2));
            int above = place & (width - 1);
            entries[value] = place >> shift << BIN_SHIFT | above << NEXT_SHIFT | (width - above);
        }
        return entries;
    }

    /** By what cells added to a bin: its share of the block, 0 to 255. */
    private static byte[] shares(int shift) {
        int all = CELLS << shift;
        byte[] shares = new byte[all + 1];
        for (int sum = 0; sum <= all; sum++) {
            shares[sum] = (byte) ((sum * WHOLE + all / 2) / all);
        }
        return shares;
    }

    public void add(long us, int width, int height, FrameSignature frame) {
        if (count == FrameSignatures.MOST) {
            return;
        }
        if (count == timesUs.length) {
            timesUs = Arrays.copyOf(timesUs, 2 * count);
            bytes = Arrays.copyOf(bytes, 2 * count * FrameSignatures.BYTES);
        }
        timesUs[count] = us;
        int at = count++ * FrameSignatures.BYTES;
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            histogram(frame.light(), block, LIGHT, LIGHT_SHARES, at);
            histogram(frame.blue(), block, COLOUR, COLOUR_SHARES, at + BINS);
            histogram(frame.red(), block, COLOUR, COLOUR_SHARES, at + 2 * BINS);
            at += FrameSignatures.PLANES * FrameSignatures.BINS;
        }
        ByteBuffer.wrap(bytes).putShort(at, (short) width).putShort(at + 2, (short) height);
    }

    private void histogram(byte[] plane, int block, int[] entries, byte[] shares, int at) {
        // By turns: to add to what was just added to takes longer than to add to another.
        int[] even = new int[BINS];
        int[] odd = new int[BINS];
        int left = block % FrameSignatures.COLUMNS * BLOCK_WIDTH;
        int top = block / FrameSignatures.COLUMNS * BLOCK_HEIGHT;
        for (int y = top; y < top + BLOCK_HEIGHT; y++) {
            int row = y * FrameSignature.WIDTH + left;
            for (int x = row; x < row + BLOCK_WIDTH; x += 2) {
                int one = entries[plane[x] & 0xFF];
                int other = entries[plane[x + 1] & 0xFF];
                even[one >>> BIN_SHIFT] += one;
                odd[other >>> BIN_SHIFT] += other;
            }
        }
        int fromBelow = 0;
        for (int bin = 0; bin < BINS; bin++) {
            // What the numbers of bins add up to lies above.
            int both = even[bin] + odd[bin];
            bytes[at + bin] = shares[(both & SUM_MASK) + fromBelow];
            fromBelow = both >>> NEXT_SHIFT & SUM_MASK;
        }
    }

    public FrameSignatures signatures() {
        return count == 0
                ? FrameSignatures.NONE
                : new FrameSignatures(
                        Arrays.copyOf(timesUs, count),
                        Arrays.copyOf(bytes, count * FrameSignatures.BYTES));
    }
}
