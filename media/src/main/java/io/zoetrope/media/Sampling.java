package io.zoetrope.media;

/**
 * Which frames are handed over.
 *
 * @param keyFramesOnly key frames only; a pass in which nobody asks for other frames decodes
 *     nothing else: about ninety times as cheap
 * @param intervalUs hand over the first frame at or after each multiple of this media time; with
 *     {@code keyFramesOnly}, the least distance between two that are handed over; 0 for every frame
 */
public record Sampling(boolean keyFramesOnly, long intervalUs) implements java.io.Serializable {
    public static Sampling every(long intervalUs) {
        return new Sampling(false, intervalUs);
    }

    public static Sampling keyFrames(long leastIntervalUs) {
        return new Sampling(true, leastIntervalUs);
    }
}
