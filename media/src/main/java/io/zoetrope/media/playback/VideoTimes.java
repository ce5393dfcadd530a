package io.zoetrope.media.playback;

import java.util.Arrays;

/**
 * The times of one segment's pictures. Decoding times are the presentation times in ascending
 * order: so a segment begins to be decoded when its first picture is shown, lasts as long as its
 * pictures do, and depends on nothing outside of it. Pure.
 *
 * @param startTicks first presentation time
 * @param endTicks end of the last picture
 * @param ticks duration of each on the decoding clock, in order of decoding
 * @param shownLater presentation less decoding time of each, in order of decoding
 */
public record VideoTimes(long startTicks, long endTicks, long[] ticks, int[] shownLater) {
    /** Times of one segment that are no farther apart, in ticks, have a place in an MP4. */
    public static final long MOST_APART = 1L << 30;

    /**
     * @param shown presentation times, in order of decoding; at least one
     * @param endTicks where the next segment begins; of the last one where its last picture ends
     * @throws ArithmeticException if they are more than twice {@link #MOST_APART} apart
     */
    public static VideoTimes of(long[] shown, long endTicks) {
        long[] decoded = shown.clone();
        Arrays.sort(decoded);
        for (int i = 1; i < decoded.length; i++) {
            // Two pictures of one time are a mistake of the file.
            decoded[i] = Math.max(decoded[i], decoded[i - 1] + 1);
        }
        int last = decoded.length - 1;
        long end = Math.max(endTicks, decoded[last] + 1);
        long[] ticks = new long[shown.length];
        int[] shownLater = new int[shown.length];
        for (int i = 0; i <= last; i++) {
            ticks[i] = (i == last ? end : decoded[i + 1]) - decoded[i];
            shownLater[i] = Math.toIntExact(shown[i] - decoded[i]);
        }
        return new VideoTimes(decoded[0], end, ticks, shownLater);
    }
}
