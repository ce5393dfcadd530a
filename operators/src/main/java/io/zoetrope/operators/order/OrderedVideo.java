package io.zoetrope.operators.order;

/**
 * How far one open video is in order. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param generation of its life
 * @param total how many segments it has; negative if that is not known yet
 * @param next index of the first segment that has not gone on
 * @param gapSinceMs since when a later segment is here and the next one is not, epoch milliseconds;
 *     negative if that is not so
 */
public record OrderedVideo(long generation, int total, int next, long gapSinceMs) {
    private static final int NOT_KNOWN = -1;
    private static final long NO_GAP = -1;

    static OrderedVideo begin(long generation) {
        return new OrderedVideo(generation, NOT_KNOWN, 0, NO_GAP);
    }

    /**
     * @param planned segments, or 0 if the length is not known
     */
    OrderedVideo planned(int planned) {
        return planned > 0 ? withTotal(planned) : this;
    }

    OrderedVideo withTotal(int newTotal) {
        return new OrderedVideo(generation, newTotal, next, gapSinceMs);
    }

    /** The next segment has gone on, or is given up. */
    OrderedVideo advanced() {
        return new OrderedVideo(generation, total, next + 1, NO_GAP);
    }

    OrderedVideo withGapSince(long ms) {
        return new OrderedVideo(generation, total, next, ms);
    }

    OrderedVideo withoutGap() {
        return withGapSince(NO_GAP);
    }

    boolean hasGap() {
        return gapSinceMs >= 0;
    }

    boolean isComplete() {
        return total >= 0 && next >= total;
    }
}
