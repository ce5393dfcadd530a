package io.zoetrope.operators.keep;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;

/** What became of a video: pure. */
record VideoOutcome(IndexingState state, Problem problem) {
    /**
     * @param segmentsTotal 0 if it never was known
     */
    static VideoOutcome of(Tally tally, int segmentsTotal) {
        if (tally.frames() == 0) {
            Problem why =
                    tally.problem() != null
                            ? tally.problem()
                            : new Problem(
                                    "decode",
                                    "no_frames",
                                    "The video holds no picture that could be decoded.");
            return new VideoOutcome(IndexingState.FAILED, why);
        }
        return tally.problem() == null
                ? new VideoOutcome(IndexingState.READY, null)
                : new VideoOutcome(IndexingState.PARTIAL, summed(tally, segmentsTotal));
    }

    private static Problem summed(Tally tally, int segmentsTotal) {
        Problem first = tally.problem();
        int segments = Math.max(segmentsTotal, tally.segmentsDone());
        return tally.problems() < 2
                ? first
                : new Problem(
                        first.stage(),
                        first.reason(),
                        "%s (%d of %d segments have a problem.)"
                                .formatted(first.detail(), tally.problems(), segments));
    }
}
