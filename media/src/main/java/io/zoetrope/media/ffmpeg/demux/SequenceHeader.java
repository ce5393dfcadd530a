package io.zoetrope.media.ffmpeg.demux;

import java.util.Set;

/** The first sequence parameter set of H.264 in an MP4's header (ITU-T H.264 §7.3.2.1.1). */
final class SequenceHeader {
    private static final int SETS_AT = 5;
    private static final int SET_COUNT_MASK = 0x1f;
    private static final int LARGEST_CYCLE = 255;

    /** They tell of chroma and of scaling. */
    private static final Set<Integer> HIGH_PROFILES =
            Set.of(44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244);

    private final byte[] bytes;
    private final int end;
    private int at;
    private int bit;

    private SequenceHeader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /**
     * Whether it says that no picture comes in two fields ({@code frame_mbs_only_flag}); false if
     * it can't be told, as of one with scaling lists.
     *
     * @param sets an {@code avcC} box, hostile
     */
    static boolean isOfWholePictures(byte[] sets) {
        int from = SETS_AT + 3;
        if (sets.length < from || (sets[SETS_AT] & SET_COUNT_MASK) != 1) {
            return false;
        }
        int end = from + ((sets[SETS_AT + 1] & 0xff) << 8 | sets[SETS_AT + 2] & 0xff);
        try {
            return end <= sets.length && new SequenceHeader(sets, from, end).isOfWholePictures();
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private boolean isOfWholePictures() {
        bits(8);
        int profile = bits(8);
        bits(16);
        number();
        if (HIGH_PROFILES.contains(profile)) {
            if (number() == 3) {
                bits(1);
            }
            number();
            number();
            bits(1);
            if (bits(1) == 1) {
                return false;
            }
        }
        number();
        int order = number();
        if (order == 0) {
            number();
        } else if (order == 1) {
            bits(1);
            number();
            number();
            int cycle = number();
            if (cycle > LARGEST_CYCLE) {
                return false;
            }
            for (int i = 0; i < cycle; i++) {
                number();
            }
        }
        number();
        bits(1);
        number();
        number();
        return bits(1) == 1;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | next();
        }
        return value;
    }

    /** An Exp-Golomb number; of a signed one that it is passed over. */
    private int number() {
        int zeros = 0;
        while (next() == 0) {
            zeros++;
        }
        if (zeros > 31) {
            throw new IndexOutOfBoundsException("no number");
        }
        return (1 << zeros) - 1 + bits(zeros);
    }

    private int next() {
        if (at >= end) {
            throw new IndexOutOfBoundsException("too short");
        }
        int value = bytes[at] >> 7 - bit & 1;
        if (++bit == 8) {
            bit = 0;
            at++;
            // 3 behind two zeros is there so that none looks like the beginning of a unit.
            if (at < end && bytes[at] == 3 && bytes[at - 1] == 0 && bytes[at - 2] == 0) {
                at++;
            }
        }
        return value;
    }
}
