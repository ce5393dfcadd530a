package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts at the last key frame within the wanted length, or at the first one after it where key
 * frames lie further apart, so the same video is always cut in the same way. Pure.
 */
final class SegmentPlanner {
    /** A tail shorter than this part of a segment is not worth opening the file for. */
    private static final int LEAST_TAIL_DIVISOR = 4;

    /**
     * @param startUs included
     * @param endUs excluded; {@link Long#MAX_VALUE} for all that follows
     * @param bytePosition or -1
     */
    record Range(long startUs, long endUs, long bytePosition) {}

    private final PlanOptions options;

    SegmentPlanner(PlanOptions options) {
        this.options = options;
    }

    /**
     * @return at least one range; they touch, and the last one is open where there is no limit
     * @throws RejectedInput {@code too_long} or {@code too_many_segments}
     */
    List<Range> plan(MediaInfo media, KeyFrameIndex keyFrames, IndexingLimits limits)
            throws RejectedInput {
        long mostUs = limits.maxUs() > 0 ? limits.maxUs() : Long.MAX_VALUE;
        long endUs = limits.maxUs() > 0 ? media.startUs() + limits.maxUs() : Long.MAX_VALUE;
        if (Math.min(media.durationUs(), mostUs) > options.maxDurationUs()) {
            throw new RejectedInput(
                    Reason.TOO_LONG,
                    "The video lasts %d s, more than the %d s taken; set limit_seconds."
                            .formatted(
                                    media.durationUs() / 1_000_000,
                                    options.maxDurationUs() / 1_000_000));
        }
        long segmentUs = limits.segmentUs() > 0 ? limits.segmentUs() : options.segmentUs();
        long knownEndUs = media.durationUs() > 0 ? Math.min(media.endUs(), endUs) : endUs;
        List<Integer> cuts = cuts(keyFrames.timesUs(), media.startUs(), segmentUs, knownEndUs);
        if (cuts.size() > options.maxSegments()) {
            throw new RejectedInput(
                    Reason.TOO_MANY_SEGMENTS,
                    "The video would make %d segments, more than %d; raise segment_seconds."
                            .formatted(cuts.size(), options.maxSegments()));
        }
        return ranges(keyFrames, cuts, media.startUs(), endUs);
    }

    /** Indexes of the key frames at which segments begin; -1 where there is none at all. */
    private static List<Integer> cuts(long[] timesUs, long firstUs, long segmentUs, long endUs) {
        List<Integer> cuts = new ArrayList<>();
        cuts.add(timesUs.length == 0 ? -1 : 0);
        long startUs = firstUs;
        while (endUs - startUs > segmentUs) {
            int cut = nextCut(timesUs, startUs, startUs + segmentUs);
            if (cut == timesUs.length || timesUs[cut] > endUs - segmentUs / LEAST_TAIL_DIVISOR) {
                break;
            }
            cuts.add(cut);
            startUs = timesUs[cut];
        }
        return cuts;
    }

    /** The last key frame in {@code (startUs, aimUs]}, else the first one after it. */
    private static int nextCut(long[] timesUs, long startUs, long aimUs) {
        int found = Arrays.binarySearch(timesUs, aimUs);
        int firstAfter = found >= 0 ? found + 1 : -found - 1;
        int last = firstAfter - 1;
        return last > 0 && timesUs[last] > startUs ? last : firstAfter;
    }

    private static List<Range> ranges(
            KeyFrameIndex keyFrames, List<Integer> cuts, long firstUs, long endUs) {
        List<Range> ranges = new ArrayList<>(cuts.size());
        for (int i = 0; i < cuts.size(); i++) {
            int cut = cuts.get(i);
            long start = i == 0 ? firstUs : keyFrames.timesUs()[cut];
            long end = i + 1 < cuts.size() ? keyFrames.timesUs()[cuts.get(i + 1)] : endUs;
            boolean positioned = cut >= 0 && cut < keyFrames.positions().length;
            ranges.add(new Range(start, end, positioned ? keyFrames.positions()[cut] : -1));
        }
        return ranges;
    }
}
