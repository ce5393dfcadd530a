package io.zoetrope.operators.order;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.admit.VideoChange;

/**
 * What is told of a video that is over before it begins: its id was removed by a later event, or
 * given to another address. Nothing of it may stand in the index, for the id is not its own. Pure.
 */
final class Overtaken {
    private static final int NO_SEGMENT = -1;

    private Overtaken() {}

    /**
     * @param change OPENED or FAILED
     */
    static DeadLetter letter(VideoChange change, long nowMs) {
        VideoArrival arrival = change.arrival();
        Problem why = change.problem() != null ? change.problem() : overtaken(arrival.video());
        return new DeadLetter(arrival.event(), arrival.video(), why, arrival.attempt(), nowMs);
    }

    private static Problem overtaken(VideoRef video) {
        return Problem.of(
                Stage.ORDER,
                Reason.OVERTAKEN,
                "'%s' is not indexed: a later event removed video '%s' or gave its id to another address, and came before it. Give each address an id of its own, or send this one again if it is to stand."
                        .formatted(video.uri(), video.videoId()));
    }

    /** To admission, so that the same version is taken if it is sent again. */
    static SegmentDone conclusion(VideoChange change, long nowMs) {
        return SegmentDone.concluded(
                change.arrival().video(),
                change.generation(),
                NO_SEGMENT,
                0,
                IndexingState.FAILED,
                nowMs);
    }
}
