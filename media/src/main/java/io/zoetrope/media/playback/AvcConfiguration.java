package io.zoetrope.media.playback;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * What goes before pictures of H.264 (AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1).
 *
 * @param lengthBytes in which each unit of a picture says how long it is
 * @param parameterSets sequence and picture parameter sets, each behind a start code
 */
public record AvcConfiguration(int lengthBytes, byte[] parameterSets) {
    private static final byte[] BOX = {'a', 'v', 'c', 'C'};
    private static final int LEAST_BYTES = 6;
    private static final int LENGTH_AT = 4;
    private static final int SETS_AT = 5;
    private static final int SEQUENCE_COUNT = 0x1F;

    /** Where an initialization segment holds the record; negative if it holds none. */
    static int find(byte[] head) {
        for (int i = 0; i + BOX.length + LEAST_BYTES <= head.length; i++) {
            if (Arrays.equals(head, i, i + BOX.length, BOX, 0, BOX.length)) {
                return i + BOX.length;
            }
        }
        return -1;
    }

    /**
     * @param head an initialization segment of H.264
     * @throws IllegalArgumentException if it is none
     */
    public static AvcConfiguration of(byte[] head) {
        int at = find(head);
        if (at < 0) {
            throw new IllegalArgumentException("no initialization segment of H.264");
        }
        return of(head, at);
    }

    private static AvcConfiguration of(byte[] bytes, int at) {
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        try {
            int next = at + SETS_AT;
            next = copy(bytes, next + 1, bytes[next] & SEQUENCE_COUNT, sets);
            copy(bytes, next + 1, bytes[next] & 0xFF, sets);
            return new AvcConfiguration((bytes[at + LENGTH_AT] & 3) + 1, sets.toByteArray());
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a configuration of H.264 that ends early", e);
        }
    }

    private static int copy(byte[] bytes, int at, int count, ByteArrayOutputStream to) {
        int next = at;
        for (int i = 0; i < count; i++) {
            int length = (bytes[next] & 0xFF) << 8 | bytes[next + 1] & 0xFF;
            to.writeBytes(AnnexB.START);
            to.write(bytes, next + 2, length);
            next += 2 + length;
        }
        return next;
    }
}
