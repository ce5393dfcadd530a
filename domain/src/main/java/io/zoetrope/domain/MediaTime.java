package io.zoetrope.domain;

/** Media time at the edges, where people and players count milliseconds. */
public final class MediaTime {
    private static final long US_PER_MS = 1000;

    private MediaTime() {}

    /**
     * The first whole millisecond at or after a time: a player that is sent there shows the picture
     * that begins at this time. Rounded down, it would show the one before.
     */
    public static long ms(long us) {
        return -Math.floorDiv(-us, US_PER_MS);
    }
}
