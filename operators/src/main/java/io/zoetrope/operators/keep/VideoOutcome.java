package io.zoetrope.operators.keep;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import java.util.Locale;

/** How a video ended: pure. */
record VideoOutcome(IndexingState state, Problem problem) {
    static VideoOutcome of(Tally tally) {
        if (tally.frames() == 0) {
            Problem why =
                    tally.problem() != null
                            ? tally.problem()
                            : Problem.of(
                                    Stage.DECODE,
                                    Reason.NO_FRAMES,
                                    "The video holds no picture that could be decoded.");
            // What is heard or said in it is found all the same; a shot alone shows nothing.
            boolean nothing = tally.found().with(FindingKind.SHOT, 0).equals(FoundCounts.NOTHING);
            return new VideoOutcome(nothing ? IndexingState.FAILED : IndexingState.PARTIAL, why);
        }
        return tally.problem() == null
                ? new VideoOutcome(IndexingState.READY, null)
                : new VideoOutcome(IndexingState.PARTIAL, summed(tally));
    }

    /**
     * What admission is to know. One that is ready and cannot be played has failed as a whole, so
     * that it is done again if it is sent again.
     *
     * @param playback null if it is not prepared for playback
     * @return null while its playback is awaited
     */
    IndexingState became(Playback playback) {
        if (state != IndexingState.READY || playback == null) {
            return state;
        }
        return playback.isFailed() ? IndexingState.FAILED : playback.isOver() ? state : null;
    }

    private static Problem summed(Tally tally) {
        Problem first = tally.problem();
        return tally.problems() < 2
                ? first
                : first.saying(
                        String.format(
                                Locale.ROOT,
                                "%s (%d of %d segments have a problem.)",
                                first.detail(),
                                tally.problems(),
                                tally.segmentsDone()));
    }
}
