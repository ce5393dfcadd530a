package io.zoetrope.media.playback;

/**
 * The times of one segment's packets of sound, counted in samples. Packets that lie within a few
 * milliseconds of where the one before ends follow it without a gap: containers that count
 * milliseconds say no more. Pure.
 *
 * @param startTicks of the first packet
 * @param ticks duration of each
 */
public record SoundTimes(long startTicks, long[] ticks) {
    /**
     * @param starts of the packets, ascending; at least one
     * @param each samples of a packet
     * @param nearTicks what counts as no gap
     */
    public static SoundTimes of(long[] starts, int each, int nearTicks) {
        long[] ticks = new long[starts.length];
        long at = starts[0];
        for (int i = 0; i < starts.length; i++) {
            boolean gap = i + 1 < starts.length && starts[i + 1] - (at + each) > nearTicks;
            ticks[i] = gap ? starts[i + 1] - at : each;
            at += ticks[i];
        }
        return new SoundTimes(starts[0], ticks);
    }

    public long endTicks() {
        long end = startTicks;
        for (long each : ticks) {
            end += each;
        }
        return end;
    }
}
