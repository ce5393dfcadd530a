package io.zoetrope.operators.keep;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.status.VideoProgress;
import io.zoetrope.domain.status.VideoStage;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.operators.admit.VideoChange;

/**
 * One video on its way, and what its branches have reported of it. Held in state: components may be
 * added, none moved or taken away. Made by {@link #begin} and the methods that follow it. The
 * original event is kept nowhere else behind admission.
 *
 * @param generation of its life
 * @param media null if it could not be probed
 * @param segmentsTotal as far as is known; 0 if it is not
 * @param queuePosition what is served before it, in milliseconds of 1080p video; 0 if it does not
 *     wait
 * @param toldMs when a status was last written, epoch milliseconds; negative if none was
 * @param untold whether something has changed since
 * @param leftLineMs when it was last known to wait, or else when it was opened, epoch milliseconds:
 *     since then it is worked on; 0 if that is not known
 * @param playback how far it can be played; null if it is not prepared for playback
 * @param admitted generation in which it was admitted: playback is of this one, however often
 *     indexing begins again
 * @param endedMs when its indexing ended, epoch milliseconds; 0 if it has not
 */
public record KeptVideo(
        VideoArrival arrival,
        long generation,
        MediaInfo media,
        int segmentsTotal,
        long queuePosition,
        Tally tally,
        long toldMs,
        boolean untold,
        long leftLineMs,
        Playback playback,
        long admitted,
        long endedMs) {
    private static final long NEVER = -1;

    /**
     * @param played whether its playback is awaited
     */
    static KeptVideo begin(VideoChange change, boolean played, long nowMs) {
        return new KeptVideo(
                change.arrival(),
                change.generation(),
                change.media(),
                change.segmentsTotal(),
                change.queuePosition(),
                Tally.NOTHING,
                NEVER,
                true,
                nowMs,
                played ? Playback.NONE : null,
                change.generation(),
                0);
    }

    /** More is known of the same life. */
    KeptVideo reopened(VideoChange change) {
        return new KeptVideo(
                change.arrival(),
                generation,
                change.media() == null ? media : change.media(),
                change.segmentsTotal(),
                change.queuePosition(),
                tally,
                toldMs,
                true,
                leftLineMs,
                playback,
                admitted,
                endedMs);
    }

    /** The same video from its first segment, as another generation. */
    KeptVideo again(long newGeneration, long nowMs) {
        return new KeptVideo(
                arrival,
                newGeneration,
                media,
                segmentsTotal,
                queuePosition,
                Tally.NOTHING,
                toldMs,
                true,
                nowMs,
                playback,
                admitted,
                endedMs);
    }

    KeptVideo counted(int segments) {
        return changed(segments, queuePosition, tally, leftLineMs, playback);
    }

    KeptVideo queuedAt(long position, long nowMs) {
        long left = tally.segmentsDone() > 0 ? leftLineMs : nowMs;
        return changed(segmentsTotal, position, tally, left, playback);
    }

    KeptVideo with(Tally newTally) {
        return changed(segmentsTotal, queuePosition, newTally, leftLineMs, playback);
    }

    KeptVideo toldAt(long nowMs) {
        return toldAt(nowMs, endedMs);
    }

    KeptVideo with(Playback told) {
        return changed(segmentsTotal, queuePosition, tally, leftLineMs, told);
    }

    /** Its indexing is over, its playback is awaited. */
    KeptVideo endedAt(long nowMs) {
        return toldAt(nowMs, nowMs);
    }

    /** What is to be told. */
    private KeptVideo changed(
            int segments, long position, Tally newTally, long newLeftLineMs, Playback told) {
        return new KeptVideo(
                arrival,
                generation,
                media,
                segments,
                position,
                newTally,
                toldMs,
                true,
                newLeftLineMs,
                told,
                admitted,
                endedMs);
    }

    private KeptVideo toldAt(long nowMs, long newEndedMs) {
        return new KeptVideo(
                arrival,
                generation,
                media,
                segmentsTotal,
                queuePosition,
                tally,
                nowMs,
                false,
                leftLineMs,
                playback,
                admitted,
                newEndedMs);
    }

    boolean hasEnded() {
        return endedMs > 0;
    }

    boolean awaitsPlayback() {
        return playback != null && !playback.isOver();
    }

    boolean isTold() {
        return toldMs >= 0;
    }

    /** What is reported while it is open. */
    VideoStatus progress(long nowMs) {
        int done = tally.segmentsDone();
        boolean waits = queuePosition > 0 && done == 0;
        // A video may turn out longer than its container says.
        int total = segmentsTotal == 0 ? 0 : Math.max(segmentsTotal, done);
        VideoProgress progress =
                progress(stage(waits, total), total, nowMs)
                        .atQueuePosition(waits ? queuePosition : 0);
        IndexingState state = waits ? IndexingState.ARRIVED : IndexingState.INDEXING;
        return status(state, nowMs).with(media, progress);
    }

    private VideoStage stage(boolean waits, int total) {
        if (waits) {
            return VideoStage.WAITING;
        }
        boolean allDone = total > 0 && tally.segmentsDone() == total;
        return allDone ? VideoStage.WRITING : VideoStage.ANALYSING;
    }

    /**
     * What is reported at its end, and again if more is known of its playback then.
     *
     * @param nowMs when its indexing ended
     */
    VideoStatus last(VideoOutcome outcome, long nowMs) {
        int done = tally.segmentsDone();
        int total = outcome.problem() == null ? done : Math.max(segmentsTotal, done);
        return status(outcome.state(), nowMs)
                .withOutcome(outcome.state(), outcome.problem())
                .with(mediaAsFound(), progress(VideoStage.DONE, total, nowMs));
    }

    private VideoProgress progress(VideoStage stage, int total, long nowMs) {
        return VideoProgress.of(stage, tally.segmentsDone(), total)
                .at(realTimeFactor(nowMs))
                .withProblem(tally.lastProblem());
    }

    private float realTimeFactor(long nowMs) {
        long doneUs = tally.endUs() - (media == null ? 0 : media.startUs());
        long worked = nowMs - leftLineMs;
        boolean known = leftLineMs > 0 && worked > 0 && tally.segmentsDone() > 0 && doneUs > 0;
        return known ? (float) (doneUs / 1000. / worked) : 0;
    }

    /** With the length that was found, if the file was read to its end; null if not probed. */
    private MediaInfo mediaAsFound() {
        if (media == null || !tally.ended() || tally.endUs() <= media.startUs()) {
            return media;
        }
        long limitUs = arrival.limits().maxUs();
        boolean cut = limitUs > 0 && tally.endUs() >= limitUs;
        return cut && media.durationUs() > 0 ? media : media.until(tally.endUs());
    }

    private VideoStatus status(IndexingState state, long nowMs) {
        return VideoStatus.of(
                        arrival.video(), generation, state, arrival.event().timestampMs(), nowMs)
                .withDescription(arrival.description())
                .withFound(tally.found())
                .with(playback);
    }

    /**
     * Word of its end.
     *
     * @param run see {@link SegmentDone#run}
     */
    SegmentDone concluded(VideoOutcome outcome, long run, long nowMs) {
        int last = tally.segmentsDone() - 1;
        return SegmentDone.concluded(
                arrival.video(), generation, last, run, outcome.became(playback), nowMs);
    }

    DeadLetter deadLetter(Problem problem, long nowMs) {
        return new DeadLetter(arrival.event(), arrival.video(), problem, arrival.attempt(), nowMs);
    }
}
