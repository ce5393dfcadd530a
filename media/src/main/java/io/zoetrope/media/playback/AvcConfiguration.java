package io.zoetrope.media.playback;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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

    /** Baseline, Main and High. */
    private static final Set<Integer> PROFILES = Set.of(66, 77, 100);

    private static final int HIGH = 100;

    /** 4:2:0, eight bits of both kinds, no more sets: said of High alone. */
    private static final byte[] EIGHT_BITS = {(byte) 0xFD, (byte) 0xF8, (byte) 0xF8, 0};

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

    /**
     * @param record as MP4 and Matroska hold it
     * @throws IllegalArgumentException if it is none
     */
    static AvcConfiguration read(byte[] record) {
        return of(record, 0);
    }

    /**
     * The record. Profile and level are the highest of its sequence parameter sets, constraints
     * those that all of them have.
     *
     * @throws IllegalArgumentException if they have no place in it, or are not of a profile of 8
     *     bits and 4:2:0 that everybody plays
     */
    byte[] written() {
        List<byte[]> sequences = sets(ParameterNumbers.SEQUENCE_SET);
        List<byte[]> pictures = sets(ParameterNumbers.PICTURE_SET);
        int profile = 0;
        int constraints = 0xFF;
        int level = 0;
        for (byte[] set : sequences) {
            if (set.length < LEAST_BYTES - 1 || !PROFILES.contains(set[1] & 0xFF)) {
                throw new IllegalArgumentException("a profile that not everybody plays");
            }
            profile = Math.max(profile, set[1] & 0xFF);
            constraints &= set[2];
            level = Math.max(level, set[3] & 0xFF);
        }
        if (sequences.isEmpty() || sequences.size() > SEQUENCE_COUNT || pictures.size() > 0xFF) {
            throw new IllegalArgumentException(sequences.size() + " sequence parameter sets");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {1, (byte) profile, (byte) constraints, (byte) level});
        out.write(0xFC | lengthBytes - 1);
        out.write(0xE0 | sequences.size());
        sequences.forEach(set -> write(set, out));
        out.write(pictures.size());
        pictures.forEach(set -> write(set, out));
        if (profile == HIGH) {
            out.writeBytes(EIGHT_BITS);
        }
        return out.toByteArray();
    }

    private List<byte[]> sets(int type) {
        return AnnexB.units(parameterSets).stream()
                .filter(unit -> ParameterNumbers.type(unit) == type)
                .toList();
    }

    private static void write(byte[] set, ByteArrayOutputStream out) {
        if (set.length > 0xFFFF) {
            throw new IllegalArgumentException("a parameter set of " + set.length + " bytes");
        }
        out.write(set.length >>> 8);
        out.write(set.length);
        out.writeBytes(set);
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
