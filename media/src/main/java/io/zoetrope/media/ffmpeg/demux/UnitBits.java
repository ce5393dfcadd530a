package io.zoetrope.media.ffmpeg.demux;

/** The bits of one unit of H.264, hostile (ITU-T H.264 §7.3.1, §9.1). */
final class UnitBits {
    private static final int LONGEST = 31;

    private final byte[] bytes;
    private int at;
    private int bit;

    UnitBits(byte[] unit) {
        this.bytes = unit;
    }

    /**
     * @throws IllegalArgumentException if it ends before
     */
    boolean flag() {
        if (at >= bytes.length) {
            throw new IllegalArgumentException("a unit that ends early");
        }
        boolean set = (bytes[at] >> 7 - bit & 1) == 1;
        if (++bit == Byte.SIZE) {
            bit = 0;
            at++;
            // 3 behind two zeros is there so that none looks like the beginning of a unit.
            if (at >= 2
                    && at < bytes.length
                    && bytes[at] == 3
                    && bytes[at - 1] == 0
                    && bytes[at - 2] == 0) {
                at++;
            }
        }
        return set;
    }

    /** Bytes that are not read whole. */
    int left() {
        return bytes.length - at;
    }

    /**
     * @param count up to 32
     * @throws IllegalArgumentException as {@link #flag}
     */
    long bits(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | (flag() ? 1 : 0);
        }
        return value;
    }

    /**
     * An Exp-Golomb number; of a signed one that it is passed over.
     *
     * @throws IllegalArgumentException as {@link #flag}, and if it is over 31 bits
     */
    long number() {
        int zeros = 0;
        while (!flag()) {
            zeros++;
        }
        if (zeros > LONGEST) {
            throw new IllegalArgumentException("a number of over 31 bits");
        }
        return (1L << zeros) - 1 + bits(zeros);
    }
}
