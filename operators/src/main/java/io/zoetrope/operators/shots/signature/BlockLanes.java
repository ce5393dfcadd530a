package io.zoetrope.operators.shots.signature;

import io.zoetrope.media.FrameSignatures;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A signature's histograms, light counted twice, four counts to a word of 64 bits (SIMD within a
 * register, Lamport 1975): what a video's shots cost is comparing histograms, some hundred thousand
 * bins a frame. Which counts share a word does not matter, only that it is the same in every frame.
 */
final class BlockLanes {
    /** Four counts; the highest bit of each is free, if none is above 32,767. */
    private static final int IN_WORD = 4;

    private static final int BLOCK_BYTES = FrameSignatures.PLANES * FrameSignatures.BINS;
    private static final int WORDS = BLOCK_BYTES / IN_WORD;
    private static final long LOW = 0x00FF00FF00FF00FFL;
    private static final long ONES = 0x0001000100010001L;
    private static final long TOPS = 0x8000800080008000L;
    private static final int TOP_BIT = 15;
    private static final int SUM_SHIFT = 48;
    private static final VarHandle BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] words = new long[FrameSignatures.BLOCKS * WORDS];
    private final int[] sums = new int[FrameSignatures.BLOCKS];

    BlockLanes(byte[] bytes, int at) {
        int to = 0;
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            long sum = 0;
            for (int byteAt = 0; byteAt < BLOCK_BYTES; byteAt += Long.BYTES) {
                long eight = (long) BYTES.get(bytes, at + block * BLOCK_BYTES + byteAt);
                int twice = byteAt < FrameSignatures.BINS ? 1 : 0;
                long even = (eight & LOW) << twice;
                long odd = (eight >>> Byte.SIZE & LOW) << twice;
                words[to++] = even;
                words[to++] = odd;
                sum += even + odd;
            }
            sums[block] = sumOf(sum);
        }
    }

    /** Of a block: the sum of how far its counts are from those of another frame's. */
    int difference(BlockLanes other, int block) {
        long above = 0;
        for (int i = block * WORDS; i < (block + 1) * WORDS; i++) {
            above += positive(words[i], other.words[i]);
        }
        // What one has more, the other has less, but for the difference of their sums.
        return 2 * sumOf(above) - (sums[block] - other.sums[block]);
    }

    /**
     * The same, four times, to the mean of four blocks of another frame.
     *
     * @param first of the four; {@code right} and {@code down} lead to the others, 0 to the same
     */
    int differenceOfFour(int block, BlockLanes other, int first, int right, int down) {
        int own = block * WORDS;
        int one = first * WORDS;
        int two = one + right * WORDS;
        int three = one + down * WORDS;
        int four = three + right * WORDS;
        int above = 0;
        for (int from = 0; from < WORDS; from += WORDS / 2) {
            long lanes = 0;
            for (int i = from; i < from + WORDS / 2; i++) {
                long there =
                        other.words[one + i]
                                + other.words[two + i]
                                + other.words[three + i]
                                + other.words[four + i];
                lanes += positive(words[own + i] << 2, there);
            }
            above += sumOf(lanes);
        }
        int sumThere =
                other.sums[first]
                        + other.sums[first + right]
                        + other.sums[first + down]
                        + other.sums[first + right + down];
        return 2 * above - (4 * sums[block] - sumThere);
    }

    /** In each lane {@code max(0, a - b)}. */
    private static long positive(long a, long b) {
        long difference = (a | TOPS) - b;
        long atLeast = difference >>> TOP_BIT & ONES;
        return difference & ((atLeast << TOP_BIT) - atLeast);
    }

    private static int sumOf(long lanes) {
        return (int) (lanes * ONES >>> SUM_SHIFT);
    }
}
