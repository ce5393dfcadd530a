package io.zoetrope.media;

/**
 * Key frames of one track, at most one for each second of media and at most {@link #MOST}: of a
 * longer video or one with wild times fewer.
 *
 * @param timesUs media times, ascending; the first is at or before the first picture
 * @param positions byte offsets to read from, one for each time, if the file cannot be sought by
 *     time (MPEG streams, MP4 in fragments without an index of them); else empty
 */
public record KeyFrameIndex(long[] timesUs, long[] positions) {
    /** Four hours and more, one each second. */
    public static final int MOST = 16_384;
}
