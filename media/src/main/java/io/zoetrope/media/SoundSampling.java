package io.zoetrope.media;

import java.io.Serializable;

/**
 * Sound that is wanted of a pass: all samples of media time [start, end + {@code tailUs}) of its
 * range, mono, 16 bits, {@link #RATE} a second.
 *
 * @param tailUs media time past the range's end that is read on for, at most {@link #MOST_TAIL_US}:
 *     ranges that touch give the samples of their tails twice
 */
public record SoundSampling(boolean wanted, long tailUs) implements Serializable {
    /** Samples of a second. */
    public static final int RATE = 16_000;

    public static final long MOST_TAIL_US = 60_000_000;

    public static final SoundSampling NONE = new SoundSampling(false, 0);

    public SoundSampling {
        if (tailUs < 0 || tailUs > MOST_TAIL_US) {
            throw new IllegalArgumentException("sound of " + tailUs + " us past the range");
        }
    }

    /** Sound of the range and a little more. */
    public static SoundSampling withTail(long tailUs) {
        return new SoundSampling(true, tailUs);
    }
}
