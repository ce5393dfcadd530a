package io.zoetrope.media.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.FrameSignatures;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shots of a video must not change with how its signatures are worked out: bit by bit the same. */
class SignatureCollectorTest {
    private static final int BLOCK_WIDTH = FrameSignature.WIDTH / 4;
    private static final int BLOCK_HEIGHT = FrameSignature.HEIGHT / 4;
    private static final int BINS = FrameSignatures.BINS;

    @Test
    void aCellCountsInTheTwoBinsItLiesBetween() {
        SignatureCollector collector = new SignatureCollector();
        byte[] expected = new byte[0];
        for (int seed = 0; seed < 100; seed++) {
            FrameSignature frame = frame(new Random(seed), 1 + 5 * (seed % 60));
            collector.add(seed, 320, 180, frame);
            byte[] one = slowly(frame, 320, 180);
            int at = expected.length;
            expected = Arrays.copyOf(expected, at + one.length);
            System.arraycopy(one, 0, expected, at, one.length);
        }

        FrameSignatures signatures = collector.signatures();

        assertThat(signatures.timesUs()).hasSize(100).startsWith(0, 1, 2);
        assertThat(signatures.bytes()).isEqualTo(expected);
    }

    @Test
    void anyValueOfAllCellsIsCounted() {
        for (int value = 0; value < 256; value++) {
            FrameSignature frame = new FrameSignature();
            for (byte[] plane : planes(frame)) {
                Arrays.fill(plane, (byte) value);
            }
            SignatureCollector collector = new SignatureCollector();
            collector.add(0, 1, 2, frame);
            assertThat(collector.signatures().bytes())
                    .as("value %d", value)
                    .isEqualTo(slowly(frame, 1, 2));
        }
    }

    private static byte[][] planes(FrameSignature frame) {
        return new byte[][] {frame.light(), frame.blue(), frame.red()};
    }

    private static FrameSignature frame(Random random, int spread) {
        FrameSignature frame = new FrameSignature();
        for (byte[] plane : planes(frame)) {
            int low = random.nextInt(256);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (byte) Math.min(255, low + random.nextInt(spread));
            }
        }
        return frame;
    }

    /** As its description says, without any table. */
    private static byte[] slowly(FrameSignature frame, int width, int height) {
        byte[] bytes = new byte[FrameSignatures.BYTES];
        byte[][] planes = planes(frame);
        int at = 0;
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            for (int plane = 0; plane < planes.length; plane++) {
                int from = plane == 0 ? 0 : 64;
                int whole = plane == 0 ? 16 : 8;
                int[] sums = new int[BINS + 1];
                for (int i = 0; i < BLOCK_WIDTH * BLOCK_HEIGHT; i++) {
                    int y = block / 4 * BLOCK_HEIGHT + i / BLOCK_WIDTH;
                    int x = block % 4 * BLOCK_WIDTH + i % BLOCK_WIDTH;
                    int value = planes[plane][y * FrameSignature.WIDTH + x] & 0xFF;
                    int place = Math.max(0, Math.min(whole * 15, value - from - whole / 2));
                    sums[place / whole] += whole - place % whole;
                    sums[place / whole + 1] += place % whole;
                }
                int all = BLOCK_WIDTH * BLOCK_HEIGHT * whole;
                for (int bin = 0; bin < BINS; bin++) {
                    bytes[at++] = (byte) ((sums[bin] * 255 + all / 2) / all);
                }
            }
        }
        bytes[at] = (byte) (width >> 8);
        bytes[at + 1] = (byte) width;
        bytes[at + 2] = (byte) (height >> 8);
        bytes[at + 3] = (byte) height;
        return bytes;
    }
}
