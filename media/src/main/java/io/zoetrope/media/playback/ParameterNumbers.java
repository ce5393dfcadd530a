package io.zoetrope.media.playback;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * The numbers of a sequence and a picture parameter set of H.264, by which pictures name what they
 * are coded with (ITU-T H.264 §7.3.2.1, §7.3.2.2, §7.3.3). Gives units of one coding other numbers,
 * so that it can stand beside another in one track. Pure.
 *
 * @param sequence 0 to 31
 * @param picture 0 to 255
 */
record ParameterNumbers(int sequence, int picture) {
    static final int SEQUENCE_SET = 7;
    static final int PICTURE_SET = 8;
    static final int KEY_SLICE = 5;

    private static final int TYPE = 0x1F;
    private static final int PLAIN_SLICE = 1;
    private static final int MOST_SEQUENCES = 32;
    private static final int MOST_PICTURES = 256;

    /** Profile, constraints and level go before a sequence's number. */
    private static final int SEQUENCE_AT = 24;

    static int type(byte[] unit) {
        return unit[0] & TYPE;
    }

    /**
     * The lowest that are free.
     *
     * @param parameterSets each behind a start code
     * @throws IllegalArgumentException if none are, or one of the sets is none
     */
    static ParameterNumbers beside(byte[] parameterSets) {
        Set<Integer> sequences = new HashSet<>();
        Set<Integer> pictures = new HashSet<>();
        for (byte[] unit : AnnexB.units(parameterSets)) {
            Bits bits = new Bits(unit);
            if (type(unit) == SEQUENCE_SET) {
                bits.copy(SEQUENCE_AT);
                sequences.add(bits.number());
            } else if (type(unit) == PICTURE_SET) {
                pictures.add(bits.number());
            }
        }
        return new ParameterNumbers(free(sequences, MOST_SEQUENCES), free(pictures, MOST_PICTURES));
    }

    private static int free(Set<Integer> taken, int most) {
        int number = 0;
        while (taken.contains(number)) {
            number++;
        }
        if (number >= most) {
            throw new IllegalArgumentException("no number is free of " + most);
        }
        return number;
    }

    /**
     * A unit of a coding that has one set of each kind, with these numbers in the place of its own.
     * Others than parameter sets and slices stay as they are.
     *
     * @param unit without start code; of pictures without arithmetic coding, which would have to
     *     begin at a byte
     * @throws IllegalArgumentException if it ends early or is coded otherwise
     */
    byte[] in(byte[] unit) {
        Bits bits = new Bits(unit);
        switch (type(unit)) {
            case SEQUENCE_SET -> {
                bits.copy(SEQUENCE_AT);
                bits.number();
                bits.put(sequence);
            }
            case PICTURE_SET -> {
                bits.number();
                bits.put(picture);
                bits.number();
                bits.put(sequence);
                if (bits.peek() != 0) {
                    throw new IllegalArgumentException("pictures with arithmetic coding");
                }
            }
            case PLAIN_SLICE, KEY_SLICE -> {
                bits.put(bits.number());
                bits.put(bits.number());
                bits.number();
                bits.put(picture);
            }
            default -> {
                return unit;
            }
        }
        return bits.end();
    }

    /** The bits of a unit behind its first byte, as they are read and written anew. */
    private static final class Bits {
        private static final int LONGEST = 31;

        private final byte[] in;
        private final int limit;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int at;
        private int held;
        private int count;
        private int zeros;

        Bits(byte[] unit) {
            byte[] plain = new byte[unit.length];
            int length = 0;
            int zerosBefore = 0;
            for (int i = 1; i < unit.length; i++) {
                boolean emulation = zerosBefore >= 2 && unit[i] == 3;
                zerosBefore = unit[i] == 0 ? zerosBefore + 1 : 0;
                if (!emulation) {
                    plain[length++] = unit[i];
                }
            }
            in = plain;
            int last = length * Byte.SIZE;
            // Up to the bit that ends it, which is set.
            while (last > 0 && (in[(last - 1) / 8] >> 7 - (last - 1) % 8 & 1) == 0) {
                last--;
            }
            limit = last;
            write(unit[0]);
        }

        int peek() {
            if (at >= limit) {
                throw new IllegalArgumentException("a unit that ends early");
            }
            return in[at / 8] >> 7 - at % 8 & 1;
        }

        private int bit() {
            int bit = peek();
            at++;
            return bit;
        }

        /** An unsigned number in Exp-Golomb code (§9.1). */
        int number() {
            int length = 0;
            while (bit() == 0) {
                length++;
            }
            if (length >= LONGEST) {
                throw new IllegalArgumentException("a number of over 31 bits");
            }
            int value = 1;
            for (int i = 0; i < length; i++) {
                value = value << 1 | bit();
            }
            return value - 1;
        }

        void put(int number) {
            int value = number + 1;
            int length = Integer.SIZE - Integer.numberOfLeadingZeros(value);
            for (int i = 0; i < length - 1; i++) {
                putBit(0);
            }
            for (int i = length - 1; i >= 0; i--) {
                putBit(value >> i & 1);
            }
        }

        void copy(int bits) {
            for (int i = 0; i < bits; i++) {
                putBit(bit());
            }
        }

        private void putBit(int bit) {
            held = held << 1 | bit;
            if (++count == Byte.SIZE) {
                write((byte) held);
                held = 0;
                count = 0;
            }
        }

        /** Two bytes of zero are followed by nothing that could be taken for a start (§7.4.1). */
        private void write(byte value) {
            if (zeros >= 2 && (value & 0xFC) == 0) {
                out.write(3);
                zeros = 0;
            }
            out.write(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }

        byte[] end() {
            copy(limit - at);
            while (count > 0) {
                putBit(0);
            }
            return out.toByteArray();
        }
    }
}
