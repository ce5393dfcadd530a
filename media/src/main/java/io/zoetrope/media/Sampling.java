package io.zoetrope.media;

/**
 * Which frames are handed over. Made by the methods that are named for the kinds.
 *
 * @param keyFramesOnly key frames only; a pass in which nobody asks for other frames decodes
 *     nothing else: about ninety times as cheap
 * @param intervalUs hand over the first frame at or after each multiple of this media time; with
 *     {@code keyFramesOnly} or {@code longestUs}, the least distance between two that are handed
 *     over; 0 for every frame
 * @param longestUs hand over only what has changed since the last one and then holds, the first
 *     frame that stands in each shot, and one after so long if nothing of that happens; 0 for all
 */
public record Sampling(boolean keyFramesOnly, long intervalUs, long longestUs)
        implements java.io.Serializable {
    public static Sampling every(long intervalUs) {
        return new Sampling(false, intervalUs, 0);
    }

    public static Sampling keyFrames(long leastIntervalUs) {
        return new Sampling(true, leastIntervalUs, 0);
    }

    /**
     * For what is read off the screen: a caption of two seconds has a frame, a page that stands for
     * a minute few.
     *
     * @param leastIntervalUs over 0
     * @param longestUs at least {@code leastIntervalUs}
     */
    public static Sampling settled(long leastIntervalUs, long longestUs) {
        if (leastIntervalUs < 1 || longestUs < leastIntervalUs) {
            throw new IllegalArgumentException(
                    "no distances of frames: " + leastIntervalUs + " to " + longestUs + " us");
        }
        return new Sampling(false, leastIntervalUs, longestUs);
    }

    /** Whether frames are chosen by what they show. */
    public boolean settledOnly() {
        return longestUs > 0;
    }
}
