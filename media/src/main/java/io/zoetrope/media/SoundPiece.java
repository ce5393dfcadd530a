package io.zoetrope.media;

/**
 * Samples that follow one another, mono, signed 16 bits, {@link SoundSampling#RATE} a second.
 * Sample n of a video is heard at n times 62.5 microseconds of media time, whichever pass gives it.
 *
 * @param startUs media time of the first sample, rounded down
 * @param samples at least one, at most {@link #MOST_SAMPLES}; shared, never changed
 */
public record SoundPiece(long startUs, short[] samples) {
    /** A second. */
    public static final int MOST_SAMPLES = SoundSampling.RATE;

    /** Two samples take 125 microseconds. */
    private static final long US_OF_TWO = 125;

    /**
     * @param first number of its first sample
     */
    public static SoundPiece at(long first, short[] samples) {
        return new SoundPiece(usOf(first), samples);
    }

    /** Number of its first sample, counted from media time 0. */
    public long first() {
        return firstAt(startUs);
    }

    /** Number of the sample behind its last. */
    public long end() {
        return first() + samples.length;
    }

    /** Media time at which its last sample is over, rounded down. */
    public long endUs() {
        return usOf(end());
    }

    /** Whether nothing is missing between another piece and this one. */
    public boolean follows(SoundPiece before) {
        return before.end() == first();
    }

    /** Media time of a sample, rounded down. */
    public static long usOf(long sample) {
        return Math.floorDiv(sample * US_OF_TWO, 2);
    }

    /** Number of the first sample at or after a time. */
    public static long firstAt(long us) {
        return -Math.floorDiv(-2 * us, US_OF_TWO);
    }
}
