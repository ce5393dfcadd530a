package io.zoetrope.operators.order;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.message.SegmentDone;
import java.util.Map;

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
 * @param saidMs when its progress was last reported to the dispatcher, epoch milliseconds; negative
 *     if there was nothing to tell
 * @param models that what has gone on was made with, by analyser; empty before the first segment
 * @param again whether it was begun anew and nothing of this life has come yet
 * @param held whether a segment of it waits in the line, so that no gap is anybody's fault
 */
public record OrderedVideo(
        long generation,
        int next,
        int count,
        long endUs,
        long run,
        long gapSinceMs,
        long saidMs,
        Map<String, ModelRef> models,
        boolean again,
        boolean held) {
    private static final int NOT_KNOWN = -1;
    private static final long NEVER = -1;

    public OrderedVideo {
        models = models == null ? Map.of() : models;
    }

    static OrderedVideo begin(long generation) {
        return new OrderedVideo(
                generation, 0, NOT_KNOWN, 0, 0, NEVER, NEVER, Map.of(), false, false);
    }

    /** The next life of the same video, from its first segment. */
    OrderedVideo begunAgain() {
        return new OrderedVideo(
                generation + 1, 0, NOT_KNOWN, 0, run, NEVER, NEVER, Map.of(), true, false);
    }

    /** The next segment has gone on. */
    OrderedVideo advanced(long newEndUs, Map<String, ModelRef> madeWith) {
        Map<String, ModelRef> known = madeWith.isEmpty() ? models : madeWith;
        return new OrderedVideo(
                generation, next + 1, count, newEndUs, run, NEVER, saidMs, known, false, held);
    }

    /** The next segment is given up. */
    OrderedVideo passed() {
        return new OrderedVideo(
                generation, next + 1, count, endUs, run, NEVER, saidMs, models, again, held);
    }

    OrderedVideo counted(int segments) {
        return new OrderedVideo(
                generation, next, segments, endUs, run, gapSinceMs, saidMs, models, again, held);
    }

    /** A segment of it has come. */
    OrderedVideo sentBy(long newRun) {
        return new OrderedVideo(
                generation, next, count, endUs, newRun, gapSinceMs, saidMs, models, false, held);
    }

    OrderedVideo withGapSince(long ms) {
        return new OrderedVideo(
                generation, next, count, endUs, run, ms, saidMs, models, again, held);
    }

    OrderedVideo withoutGap() {
        return withGapSince(NEVER);
    }

    OrderedVideo saidAt(long ms) {
        return new OrderedVideo(
                generation, next, count, endUs, run, gapSinceMs, ms, models, again, held);
    }

    OrderedVideo withHeld(boolean isHeld) {
        return new OrderedVideo(
                generation, next, count, endUs, run, gapSinceMs, saidMs, models, again, isHeld);
    }

    /**
     * What the dispatcher is told of it.
     *
     * @param arrived a segment that has come, or -1
     */
    SegmentDone word(String videoKey, int arrived) {
        return again
                ? SegmentDone.again(videoKey, generation - 1, run)
                : SegmentDone.done(videoKey, generation, next - 1, arrived, endUs, run);
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

    /** Whether a segment that was made with these can go on with what has gone on before it. */
    boolean fits(Map<String, ModelRef> madeWith) {
        return models.isEmpty() || madeWith.isEmpty() || models.equals(madeWith);
    }
}
