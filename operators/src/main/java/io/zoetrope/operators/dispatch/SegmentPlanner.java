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
 * Cuts at the last key frame within the wanted length, or at the first one after it; and inside a
 * group of pictures if that would make a segment of more than twice the length. The same video is
 * always cut in the same way. Pure.
 *
 * <p>What a container says of its length is not believed to the end: the last segment reaches one
 * length further, and if the video has not ended by then, it is read on.
 */
public final class SegmentPlanner {
    /** A tail shorter than this part of a segment is not worth a segment of its own. */
    private static final int LEAST_TAIL_DIVISOR = 4;

    /** How many lengths a segment may reach to its next key frame. */
    private static final int MAX_LENGTHS = 2;

    private final PlanOptions options;

    public SegmentPlanner(PlanOptions options) {
        this.options = options;
    }

    /**
     * @throws RejectedInput {@code too_long} or {@code too_many_segments}
     */
    public SegmentPlan plan(MediaInfo media, KeyFrameIndex keyFrames, IndexingLimits limits)
            throws RejectedInput {
        long firstUs = media.firstUs();
        long mostUs = limits.maxUs() > 0 ? limits.maxUs() : Long.MAX_VALUE;
        if (Math.min(media.durationUs(), mostUs) > options.maxDurationUs()) {
            throw tooLong(media.durationUs());
        }
        long segmentUs = limits.segmentUs() > 0 ? limits.segmentUs() : options.segmentUs();
        long limitUs = limits.maxUs() > 0 ? firstUs + limits.maxUs() : Long.MAX_VALUE;
        long boundUs = Math.min(limitUs, firstUs + options.maxDurationUs() + segmentUs);
        boolean known = media.durationUs() > 0;
        long horizonUs =
                known ? Math.min(media.endUs(), boundUs) : horizon(keyFrames, firstUs, boundUs);
        Cuts cuts = new Cuts(keyFrames, segmentUs, horizonUs, known, options.maxSegments());
        cuts.make(firstUs);
        if (cuts.size() > options.maxSegments()) {
            throw tooMany(options.maxSegments());
        }
        long endUs = Math.min(Math.max(horizonUs, cuts.lastUs()) + segmentUs, boundUs);
        long countedUs = endUs + (options.maxSegments() - cuts.size()) * segmentUs;
        return new SegmentPlan(
                cuts.startsUs(),
                cuts.positions(),
                cuts.continuing(),
                endUs,
                endUs < boundUs,
                segmentUs,
                Math.min(boundUs, countedUs),
                boundUs == limitUs && boundUs <= countedUs,
                known || endUs == boundUs,
                known ? horizonUs : endUs);
    }

    /** How far an unknown length can be planned: to the last key frame that is known. */
    private static long horizon(KeyFrameIndex keyFrames, long firstUs, long boundUs) {
        long[] timesUs = keyFrames.timesUs();
        long lastUs =
                timesUs.length == 0 ? firstUs : Math.max(firstUs, timesUs[timesUs.length - 1]);
        return Math.min(lastUs, boundUs);
    }

    private RejectedInput tooLong(long durationUs) {
        return new RejectedInput(
                Reason.TOO_LONG,
                "The video lasts %d s, more than the %d s taken; set limit_seconds."
                        .formatted(durationUs / 1_000_000, options.maxDurationUs() / 1_000_000));
    }

    private static RejectedInput tooMany(int maxSegments) {
        return new RejectedInput(
                Reason.TOO_MANY_SEGMENTS,
                "The video would make more than %d segments; raise segment_seconds."
                        .formatted(maxSegments));
    }

    /** The cuts of one video while they are made. */
    private static final class Cuts {
        private final long[] timesUs;
        private final long[] offsets;
        private final long segmentUs;
        private final long endUs;
        private final boolean known;
        private final int most;
        private final List<Long> startsUs = new ArrayList<>();
        private final List<Boolean> continuing = new ArrayList<>();

        Cuts(KeyFrameIndex keyFrames, long segmentUs, long endUs, boolean known, int most) {
            this.timesUs = keyFrames.timesUs();
            this.offsets = keyFrames.positions();
            this.segmentUs = segmentUs;
            this.endUs = endUs;
            this.known = known;
            this.most = most;
        }

        void make(long firstUs) {
            add(firstUs, false);
            while (startsUs.size() <= most && cutAfter(lastUs())) {}
        }

        /** Makes the next cut; false if the rest is one segment. */
        private boolean cutAfter(long startUs) {
            long aimUs = startUs + segmentUs;
            int firstAfter = firstAfter(aimUs);
            boolean lastWithin = firstAfter > 0 && timesUs[firstAfter - 1] > startUs;
            boolean reachable =
                    firstAfter < timesUs.length
                            && timesUs[firstAfter] - startUs <= MAX_LENGTHS * segmentUs;
            boolean atKeyFrame = lastWithin || reachable;
            long cutUs =
                    lastWithin ? timesUs[firstAfter - 1] : reachable ? timesUs[firstAfter] : aimUs;
            if (!isWorth(startUs, cutUs)) {
                return false;
            }
            add(cutUs, !atKeyFrame);
            return true;
        }

        private boolean isWorth(long startUs, long cutUs) {
            return known
                    ? endUs - startUs > segmentUs && cutUs <= endUs - segmentUs / LEAST_TAIL_DIVISOR
                    : cutUs <= endUs;
        }

        private void add(long cutUs, boolean inside) {
            startsUs.add(cutUs);
            continuing.add(inside);
        }

        /** Index of the first key frame after a time; their number if there is none. */
        private int firstAfter(long us) {
            int found = Arrays.binarySearch(timesUs, us);
            return found >= 0 ? found + 1 : -found - 1;
        }

        int size() {
            return startsUs.size();
        }

        long lastUs() {
            return startsUs.get(startsUs.size() - 1);
        }

        long[] startsUs() {
            return startsUs.stream().mapToLong(Long::longValue).toArray();
        }

        boolean[] continuing() {
            boolean[] inside = new boolean[continuing.size()];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = continuing.get(i);
            }
            return inside;
        }

        /** Of the key frame at or before each start. */
        long[] positions() {
            if (offsets.length == 0) {
                return new long[0];
            }
            return startsUs.stream()
                    .mapToInt(us -> Math.max(0, firstAfter(us) - 1))
                    .mapToLong(i -> i < offsets.length ? offsets[i] : -1)
                    .toArray();
        }
    }
}
