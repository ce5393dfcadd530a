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

    /** Colours of films lie near grey: their bins are half as wide, and the outer ones are open. */
    private static final int COLOUR_FROM = 64;

    private static final int LIGHT_SHIFT = 4;
    private static final int COLOUR_SHIFT = 3;
    private static final int WHOLE = 255;

    private long[] timesUs = new long[64];
    private byte[] bytes = new byte[64 * FrameSignatures.BYTES];
    private int count;
    private final int[] sums = new int[FrameSignatures.BINS];

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
            histogram(frame.light(), block, 0, LIGHT_SHIFT, at);
            histogram(frame.blue(), block, COLOUR_FROM, COLOUR_SHIFT, at + FrameSignatures.BINS);
            histogram(frame.red(), block, COLOUR_FROM, COLOUR_SHIFT, at + 2 * FrameSignatures.BINS);
            at += FrameSignatures.PLANES * FrameSignatures.BINS;
        }
        ByteBuffer.wrap(bytes).putShort(at, (short) width).putShort(at + 2, (short) height);
    }

    private void histogram(byte[] plane, int block, int from, int shift, int at) {
        Arrays.fill(sums, 0);
        int whole = 1 << shift;
        int most = whole * (FrameSignatures.BINS - 1);
        int left = block % FrameSignatures.COLUMNS * BLOCK_WIDTH;
        int top = block / FrameSignatures.COLUMNS * BLOCK_HEIGHT;
        for (int y = top; y < top + BLOCK_HEIGHT; y++) {
            int row = y * FrameSignature.WIDTH + left;
            for (int x = row; x < row + BLOCK_WIDTH; x++) {
                int value = (plane[x] & 0xFF) - from - whole / 2;
                int clamped = Math.max(0, Math.min(most, value));
                int bin = clamped >> shift;
                int above = clamped & whole - 1;
                sums[bin] += whole - above;
                if (above > 0) {
                    sums[bin + 1] += above;
                }
            }
        }
        int scale = CELLS << shift;
        for (int bin = 0; bin < FrameSignatures.BINS; bin++) {
            bytes[at + bin] = (byte) ((sums[bin] * WHOLE + scale / 2) / scale);
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
