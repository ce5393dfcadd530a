package io.zoetrope.media.playback;

import io.zoetrope.domain.Rational;

/**
 * One rendition's part of a segment.
 *
 * @param name as in paths: {@link #COPIED}, {@code 720p} or the like, or {@link #SOUND}
 * @param codec by RFC 6381, as in the attribute CODECS
 * @param width displayed, in pixels; 0 for sound
 * @param height likewise
 * @param frameRate unknown for sound
 * @param ticksPerSecond of the times that follow; those of the file
 * @param startTicks from media time 0: where its first sample begins
 * @param endTicks where the next segment's first sample begins, as far as that is known, or else
 *     its last sample ends; equal to {@code startTicks} if it has no sample, and no file
 * @param bytes of the media file
 * @param independent whether every picture of it can be decoded without what comes before it
 * @param ownHead whether it is coded unlike the first segment, so that it comes with an
 *     initialization segment of its own
 * @param keyBytes of the media file up to the end of its first picture, if that is a key frame; 0
 *     if it is none, or not known
 */
public record MadeTrack(
        String name,
        String codec,
        int width,
        int height,
        Rational frameRate,
        int ticksPerSecond,
        long startTicks,
        long endTicks,
        long bytes,
        boolean independent,
        boolean ownHead,
        long keyBytes) {
    public static final String COPIED = "source";
    public static final String SOUND = "sound";

    /** An encoded segment reaches so far past the end that was asked for at most. */
    public static final long MOST_LATE_US = 250_000;

    /** All times of a track in its files are later by this than media time. */
    public static final int OFFSET_SECONDS = 10;

    /** Coded as the first segment is. */
    public MadeTrack(
            String name,
            String codec,
            int width,
            int height,
            Rational frameRate,
            int ticksPerSecond,
            long startTicks,
            long endTicks,
            long bytes,
            boolean independent) {
        this(
                name,
                codec,
                width,
                height,
                frameRate,
                ticksPerSecond,
                startTicks,
                endTicks,
                bytes,
                independent,
                false,
                0);
    }

    public MadeTrack withOwnHead() {
        return with(true, keyBytes);
    }

    public MadeTrack withKeyBytes(long first) {
        return with(ownHead, first);
    }

    private MadeTrack with(boolean headed, long first) {
        return new MadeTrack(
                name,
                codec,
                width,
                height,
                frameRate,
                ticksPerSecond,
                startTicks,
                endTicks,
                bytes,
                independent,
                headed,
                first);
    }

    /** Whether its pictures were encoded for playback. */
    public boolean isEncoded() {
        return !isSound() && !name.equals(COPIED);
    }

    public boolean isSound() {
        return name.equals(SOUND);
    }

    public boolean isEmpty() {
        return endTicks <= startTicks;
    }

    /** Media time of a tick in microseconds, rounded. */
    public long us(long ticks) {
        long whole = Math.floorDiv(ticks, ticksPerSecond);
        long part = Math.floorMod(ticks, ticksPerSecond);
        return whole * 1_000_000 + (part * 1_000_000 + ticksPerSecond / 2) / ticksPerSecond;
    }

    public long startUs() {
        return us(startTicks);
    }

    public long endUs() {
        return us(endTicks);
    }
}
