package io.zoetrope.operators.order;

/**
 * How far one open video is in order. Held in state: components may be added, none moved or taken
 * away. Made by {@link #begin} and the methods that follow it.
 *
 * @param generation of its life
 * @param next index of the first segment that has not gone on
 * @param count how many segments it has; negative until that is known for sure
 * @param endUs end of the last segment that has gone on, media time
 * @param run which start of the dispatcher sent the newest segment that came; 0 if none came
 * @param gapSinceMs since when a later segment is here and the next one is not, epoch milliseconds;
 *     negative if that is not so
 * @param saidMs when the dispatcher was last told how far it is, epoch milliseconds; negative if
 *     there was nothing to tell
 */
public record OrderedVideo(
        long generation, int next, int count, long endUs, long run, long gapSinceMs, long saidMs) {
    private static final int NOT_KNOWN = -1;
    private static final long NEVER = -1;

    static OrderedVideo begin(long generation) {
        return new OrderedVideo(generation, 0, NOT_KNOWN, 0, 0, NEVER, NEVER);
    }

    /** The next segment has gone on, or is given up. */
    OrderedVideo advanced(long newEndUs) {
        return new OrderedVideo(generation, next + 1, count, newEndUs, run, NEVER, saidMs);
    }

    OrderedVideo counted(int segments) {
        return new OrderedVideo(generation, next, segments, endUs, run, gapSinceMs, saidMs);
    }

    OrderedVideo sentBy(long newRun) {
        return new OrderedVideo(generation, next, count, endUs, newRun, gapSinceMs, saidMs);
    }

    OrderedVideo withGapSince(long ms) {
        return new OrderedVideo(generation, next, count, endUs, run, ms, saidMs);
    }

    OrderedVideo withoutGap() {
        return withGapSince(NEVER);
    }

    OrderedVideo saidAt(long ms) {
        return new OrderedVideo(generation, next, count, endUs, run, gapSinceMs, ms);
    }

    boolean hasGap() {
        return gapSinceMs >= 0;
    }

    boolean hasSaid() {
        return saidMs >= 0;
    }

    boolean isComplete() {
        return count >= 0 && next >= count;
    }
}
