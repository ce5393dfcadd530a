package io.zoetrope.media.clips;

/**
 * A stretch of a video that is wanted as an MP4 of its own.
 *
 * @param startUs media time; the clip begins with the picture that is shown then. Times are rounded
 *     down to milliseconds on their way to people, so a picture that comes less than one later
 *     counts as shown
 * @param endUs excluded
 * @param longestSide of pictures that are encoded, in pixels; those that are copied stay as they
 *     are
 * @param mostBytes of the file
 */
public record ClipRequest(long startUs, long endUs, int longestSide, long mostBytes) {
    /** What rounding down to a millisecond takes away at most. */
    public static final long ROUNDED_US = 999;

    /** No file is larger: it is held in memory while it is made. */
    public static final long MOST_BYTES = 128L << 20;

    public ClipRequest {
        if (endUs <= startUs) {
            throw new IllegalArgumentException("a clip from " + startUs + " to " + endUs);
        }
        if (longestSide < 16 || mostBytes < 1 || mostBytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a clip of side " + longestSide + " and " + mostBytes + " bytes");
        }
    }

    /** Another stretch, in the same way. */
    public ClipRequest part(long fromUs, long toUs) {
        return new ClipRequest(fromUs, toUs, longestSide, mostBytes);
    }
}
