package io.zoetrope.media.playback;

import java.util.Optional;

/**
 * What a coding of AAC stands on (AudioSpecificConfig, ISO/IEC 14496-3 §1.6.2.1). High-efficiency
 * AAC is a plain one of half the rate, and of one channel if it is parametric stereo, with
 * something beside each packet that decoders can do without. Pure.
 *
 * @param type of audio object that packets hold at least: 2 is AAC-LC
 * @param rate samples a second of that
 * @param channels of that; 0 if the packets say
 * @param shortPackets whether a packet has 960 samples instead of 1,024
 */
public record AacConfiguration(int type, int rate, int channels, boolean shortPackets) {
    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
        8_000, 7_350
    };
    private static final int RATE_FOLLOWS = 15;
    private static final int LONG_TYPE = 31;
    private static final int MAIN = 1;
    private static final int LOW_COMPLEXITY = 2;
    private static final int LONG_TERM = 4;
    private static final int BAND_REPLICATED = 5;
    private static final int PARAMETRIC_STEREO = 29;

    /**
     * @return empty if the bytes end early or give a rate no meaning
     */
    public static Optional<AacConfiguration> of(byte[] bytes) {
        try {
            return Optional.of(read(new Bits(bytes)));
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static AacConfiguration read(Bits bits) {
        int type = type(bits);
        int rate = rate(bits);
        int channels = bits.take(4);
        if (type == BAND_REPLICATED || type == PARAMETRIC_STEREO) {
            rate(bits);
            type = type(bits);
        }
        return new AacConfiguration(type, rate, channels, bits.take(1) == 1);
    }

    private static int type(Bits bits) {
        int type = bits.take(5);
        return type == LONG_TYPE ? 32 + bits.take(6) : type;
    }

    private static int rate(Bits bits) {
        int index = bits.take(4);
        return index == RATE_FOLLOWS ? bits.take(24) : RATES[index];
    }

    /** The same as it is said of plain packets: of high efficiency nothing is said. */
    public byte[] plain() {
        int index = 0;
        while (index < RATES.length && RATES[index] != rate) {
            index++;
        }
        if (index == RATES.length || type > 31 || channels > 15) {
            throw new IllegalArgumentException("no plain configuration: " + this);
        }
        int bits = type << 11 | index << 7 | channels << 3;
        return new byte[] {(byte) (bits >> 8), (byte) bits};
    }

    /** Whether a packet of AAC-LC may stand among its own. */
    public boolean takesPlainPackets() {
        return (type == LOW_COMPLEXITY || type == MAIN || type == LONG_TERM) && !shortPackets;
    }

    /** The bytes, highest bit first. */
    private static final class Bits {
        private final byte[] bytes;
        private int at;

        Bits(byte[] bytes) {
            this.bytes = bytes;
        }

        int take(int count) {
            int value = 0;
            for (int i = 0; i < count; i++, at++) {
                value = value << 1 | bytes[at / 8] >> (7 - at % 8) & 1;
            }
            return value;
        }
    }
}
