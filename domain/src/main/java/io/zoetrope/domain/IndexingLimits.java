package io.zoetrope.domain;

import java.util.List;

/**
 * Bounds that an arrival sets for its own video.
 *
 * @param maxUs index only this much from the start, microseconds; 0 for all of it
 * @param segmentUs segment length to aim at, microseconds; 0 for the job's own
 * @param analysers names of those that look at it, sorted; empty for all that the job has
 * @param unplayed whether it is not prepared for playback
 */
public record IndexingLimits(long maxUs, long segmentUs, List<String> analysers, boolean unplayed) {
    public static final IndexingLimits NONE = of(0, 0);

    public IndexingLimits {
        analysers = analysers == null ? List.of() : analysers;
    }

    /** For all analysers. */
    public static IndexingLimits of(long maxUs, long segmentUs) {
        return new IndexingLimits(maxUs, segmentUs, List.of(), false);
    }

    public IndexingLimits forAnalysers(List<String> names) {
        return new IndexingLimits(maxUs, segmentUs, names, unplayed);
    }

    /**
     * @param wanted whether it is prepared for playback
     */
    public IndexingLimits played(boolean wanted) {
        return new IndexingLimits(maxUs, segmentUs, analysers, !wanted);
    }
}
