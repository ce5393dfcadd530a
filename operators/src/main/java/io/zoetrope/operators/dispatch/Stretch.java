package io.zoetrope.operators.dispatch;

/**
 * What of a video one segment is.
 *
 * @param startUs included
 * @param endUs excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition where to read from in a container that cannot be sought by time, or -1
 * @param continues whether it begins inside a group of pictures, or at a place that nobody knows to
 *     be a key frame: it goes to the slot of the segment before it, where the decoder stands
 * @param last whether nothing of the video is wanted after it, whatever follows in the file
 */
public record Stretch(
        long startUs, long endUs, long bytePosition, boolean continues, boolean last) {
    /** Sought by time, from a key frame; more of the video follows. */
    public static Stretch of(long startUs, long endUs) {
        return new Stretch(startUs, endUs, -1, false, false);
    }

    /** See {@link #continues}. */
    public Stretch continuing() {
        return new Stretch(startUs, endUs, bytePosition, true, last);
    }
}
