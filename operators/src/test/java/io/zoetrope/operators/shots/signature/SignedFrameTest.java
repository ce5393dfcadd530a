package io.zoetrope.operators.shots.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.FrameSignatures;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is worked out four counts at a time, or once for many questions, against the plain sums. */
class SignedFrameTest {
    private static final int PAIRS = 300;
    private static final int BINS = FrameSignatures.BINS;
    private static final int BLOCK_BYTES = FrameSignatures.PLANES * BINS;
    private static final double MOST = 2 * 255 * 4;

    @Test
    void differencesAreThoseOfAllBins() {
        for (int seed = 0; seed < PAIRS; seed++) {
            byte[] one = signature(new Random(seed));
            byte[] other = signature(new Random(seed + 1_000));

            int[] differences = frame(one).differences(frame(other));

            for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
                assertThat(differences[block]).isEqualTo(difference(one, other, block));
            }
        }
    }

    @Test
    void distanceIsTheMedianWithoutBarsOfBoth() {
        int barred = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            byte[] one = signature(new Random(seed));
            byte[] other = signature(new Random(seed + 1_000));
            boolean[] bars = bars(one, other);
            double[] left = new double[FrameSignatures.BLOCKS];
            int count = 0;
            for (int block = 0; block < left.length; block++) {
                if (bars[block]) {
                    barred++;
                } else {
                    left[count++] = difference(one, other, block) / MOST;
                }
            }
            Arrays.sort(left, 0, count);
            double median = count == 0 ? 0 : (left[(count - 1) / 2] + left[count / 2]) / 2;

            assertThat(frame(one).distance(frame(other))).isEqualTo(median);
        }
        assertThat(barred).isPositive();
    }

    @Test
    void meansAndVariancesAreThoseOfTheCounts() {
        for (int seed = 0; seed < PAIRS; seed++) {
            byte[] bytes = signature(new Random(seed));
            SignedFrame frame = frame(bytes);
            for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
                assertThat(frame.variances()[block]).isEqualTo(frame.variance(block, 0));
                for (int plane = 0; plane < FrameSignatures.PLANES; plane++) {
                    double sum = 0;
                    for (int bin = 0; bin < BINS; bin++) {
                        sum += (plane == 0 ? 16 : 8) * bin * count(bytes, block, plane, bin);
                    }
                    assertThat(frame.means()[block * FrameSignatures.PLANES + plane])
                            .isEqualTo(sum / 255);
                }
            }
            assertThat(frame.contrast()).isEqualTo(contrast(bytes));
        }
    }

    @Test
    void aPictureThatMovedByABlockPans() {
        byte[] before = signature(new Random(1));
        byte[] moved = signature(new Random(2));
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            if (block % FrameSignatures.COLUMNS > 0) {
                System.arraycopy(
                        before, (block - 1) * BLOCK_BYTES, moved, block * BLOCK_BYTES, BLOCK_BYTES);
            }
        }

        assertThat(pans(before, moved)).isTrue();
        assertThat(pans(before, signature(new Random(3)))).isFalse();
    }

    @Test
    void aPictureThatMovedByHalfABlockPans() {
        byte[] before = signature(new Random(1));
        byte[] moved = signature(new Random(2));
        for (int at = 0; at < FrameSignatures.BLOCKS * BLOCK_BYTES; at++) {
            int below = at + FrameSignatures.COLUMNS * BLOCK_BYTES;
            if (below < FrameSignatures.BLOCKS * BLOCK_BYTES) {
                moved[at] = (byte) (((before[at] & 0xFF) + (before[below] & 0xFF)) / 2);
            }
        }

        assertThat(pans(before, moved)).isTrue();
    }

    @Test
    void aLetterboxOfAPartOfABlockIsLeftOut() {
        byte[] one = signature(new Random(4));
        byte[] other = signature(new Random(5));
        for (int block = 0; block < FrameSignatures.COLUMNS; block++) {
            half(one, block);
            half(other, block);
        }
        for (int block = FrameSignatures.COLUMNS; block < FrameSignatures.BLOCKS; block++) {
            unbarred(one, block);
            unbarred(other, block);
        }

        Letterbox letterbox = Letterbox.of(frame(one), frame(other));

        double bar = 128 / 255.;
        assertThat(letterbox.variances(frame(one))[0]).isEqualTo(frame(one).variance(0, bar));
        assertThat(letterbox.means(frame(one))[0]).isEqualTo(frame(one).means()[0] / (1 - bar));
        assertThat(letterbox.means(frame(one))[FrameSignatures.PLANES * 5])
                .isEqualTo(frame(one).means()[FrameSignatures.PLANES * 5]);
        assertThat(Letterbox.of(frame(signature(new Random(6))), frame(one)).isPicture(0)).isTrue();
    }

    private static boolean pans(byte[] before, byte[] now) {
        SignedFrame first = frame(before);
        SignedFrame second = frame(now);
        second.score(second.distance(first));
        return second.pans(first);
    }

    /** Half of the light of a block is a bar. */
    private static void half(byte[] bytes, int block) {
        Arrays.fill(bytes, block * BLOCK_BYTES, block * BLOCK_BYTES + BINS, (byte) 0);
        bytes[block * BLOCK_BYTES] = (byte) 128;
        bytes[block * BLOCK_BYTES + 5 + block] = (byte) 127;
    }

    private static void unbarred(byte[] bytes, int block) {
        bytes[block * BLOCK_BYTES] = 0;
        bytes[block * BLOCK_BYTES + 1] = 0;
        bytes[block * BLOCK_BYTES + 7] = 100;
    }

    private static SignedFrame frame(byte[] bytes) {
        // Not at the beginning: many signatures lie in one array.
        byte[] all = new byte[3 * bytes.length];
        System.arraycopy(bytes, 0, all, bytes.length, bytes.length);
        return new SignedFrame(0, all, bytes.length);
    }

    /** Some blocks are all black, in some pictures whole rows and columns. */
    private static byte[] signature(Random random) {
        byte[] bytes = new byte[FrameSignatures.BYTES];
        boolean wide = random.nextInt(3) == 0;
        boolean upright = random.nextInt(4) == 0;
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            boolean bar = wide && block < 4 || upright && block % 4 == 3;
            for (int plane = 0; plane < FrameSignatures.PLANES; plane++) {
                int left = 255;
                while (left > 0) {
                    int some = 1 + random.nextInt(left);
                    int bin = bar && plane == 0 ? 0 : random.nextInt(BINS);
                    bytes[block * BLOCK_BYTES + plane * BINS + bin] += (byte) some;
                    left -= some;
                }
            }
        }
        return bytes;
    }

    private static int count(byte[] bytes, int block, int plane, int bin) {
        return bytes[block * BLOCK_BYTES + plane * BINS + bin] & 0xFF;
    }

    private static int difference(byte[] one, byte[] other, int block) {
        int sum = 0;
        for (int plane = 0; plane < FrameSignatures.PLANES; plane++) {
            for (int bin = 0; bin < BINS; bin++) {
                int away =
                        Math.abs(count(one, block, plane, bin) - count(other, block, plane, bin));
                sum += plane == 0 ? 2 * away : away;
            }
        }
        return sum;
    }

    private static boolean[] bars(byte[] one, byte[] other) {
        boolean[] bars = new boolean[FrameSignatures.BLOCKS];
        for (int i = 0; i < 4; i++) {
            boolean row = true;
            boolean column = true;
            for (int j = 0; j < 4; j++) {
                row &= black(one, 4 * i + j) && black(other, 4 * i + j);
                column &= black(one, i + 4 * j) && black(other, i + 4 * j);
            }
            for (int j = 0; j < 4; j++) {
                bars[4 * i + j] |= row;
                bars[i + 4 * j] |= column;
            }
        }
        return bars;
    }

    private static boolean black(byte[] bytes, int block) {
        return count(bytes, block, 0, 0) + count(bytes, block, 0, 1) >= 245;
    }

    private static double contrast(byte[] bytes) {
        double weight = 0;
        double sum = 0;
        double squares = 0;
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            for (int bin = 0; bin < BINS; bin++) {
                double count = count(bytes, block, 0, bin);
                double light = 16 * bin + 8;
                weight += count;
                sum += count * light;
                squares += count * light * light;
            }
        }
        double mean = sum / weight;
        return Math.sqrt(Math.max(0, squares / weight - mean * mean));
    }
}
