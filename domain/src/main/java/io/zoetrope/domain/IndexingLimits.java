package io.zoetrope.domain;

/**
 * Bounds that an arrival sets for its own video.
 *
 * @param maxUs index only this much from the start, microseconds; 0 for all of it
 * @param segmentUs segment length to aim at, microseconds; 0 for the job's own
 */
public record IndexingLimits(long maxUs, long segmentUs) {
    public static final IndexingLimits NONE = new IndexingLimits(0, 0);
}
