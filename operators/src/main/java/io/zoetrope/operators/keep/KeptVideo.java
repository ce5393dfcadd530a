package io.zoetrope.operators.keep;

import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoStatus;
import io.zoetrope.operators.admit.VideoChange;

/**
 * One video on its way, and what its branches have told of it. Held in state: components may be
 * added, none moved or taken away. The original event is kept nowhere else behind admission.
 *
 * @param generation of its life
 * @param media null if it could not be probed
 * @param segmentsTotal 0 if that is not known yet
 * @param toldMs when a status was last written, epoch milliseconds; negative if none was
 */
public record KeptVideo(
        VideoArrival arrival,
        long generation,
        MediaInfo media,
        int segmentsTotal,
        Tally tally,
        long toldMs) {
    private static final long NEVER = -1;

    static KeptVideo begin(VideoChange change) {
        return new KeptVideo(
                change.arrival(),
                change.generation(),
                change.media(),
                change.segmentsTotal(),
                Tally.NOTHING,
                NEVER);
    }

    boolean isTold() {
        return toldMs >= 0;
    }

    /** More is known of the same life. */
    KeptVideo with(VideoChange change) {
        return new KeptVideo(
                change.arrival(),
                generation,
                change.media() == null ? media : change.media(),
                change.segmentsTotal(),
                tally,
                toldMs);
    }

    /** It turned out to have so many segments. */
    KeptVideo counted(int segments) {
        return new KeptVideo(arrival, generation, media, segments, tally, toldMs);
    }

    KeptVideo with(Tally newTally) {
        return new KeptVideo(arrival, generation, media, segmentsTotal, newTally, toldMs);
    }

    KeptVideo toldAt(long nowMs) {
        return new KeptVideo(arrival, generation, media, segmentsTotal, tally, nowMs);
    }

    /**
     * @param error null unless {@code state} is PARTIAL or FAILED
     */
    VideoStatus status(IndexingState state, Problem error, long nowMs) {
        return new VideoStatus(
                arrival.video(),
                generation,
                arrival.description(),
                state,
                media,
                tally.segmentsDone(),
                segmentsTotal,
                tally.moments(),
                error,
                arrival.event().timestampMs(),
                nowMs);
    }

    DeadLetter deadLetter(Problem problem, long nowMs) {
        return new DeadLetter(arrival.event(), arrival.video(), problem, arrival.attempt(), nowMs);
    }
}
