package io.zoetrope.operators.compose;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import java.util.concurrent.TimeUnit;

/** What became of a video: pure. */
record VideoOutcome(IndexingState state, Problem problem) {
    static VideoOutcome of(VideoProgress progress, int segmentsTotal) {
        if (progress.frames() == 0) {
            Problem why =
                    progress.problem() != null
                            ? progress.problem()
                            : new Problem(
                                    "decode",
                                    "no_frames",
                                    "The video holds no picture that could be decoded.");
            return new VideoOutcome(IndexingState.FAILED, why);
        }
        return progress.problem() == null
                ? new VideoOutcome(IndexingState.READY, null)
                : new VideoOutcome(IndexingState.PARTIAL, summed(progress, segmentsTotal));
    }

    /**
     * @param waitedMs for the first segment that is not composed, milliseconds
     */
    static Problem missing(VideoProgress progress, int segmentsTotal, long waitedMs) {
        return new Problem(
                ComposeMoments.STAGE,
                "missing_segment",
                "Segment %d of %d did not arrive within %d s; what did arrive is searchable. Send the video in again."
                        .formatted(
                                progress.nextSegment() + 1,
                                segmentsTotal,
                                TimeUnit.MILLISECONDS.toSeconds(waitedMs)));
    }

    private static Problem summed(VideoProgress progress, int segmentsTotal) {
        Problem first = progress.problem();
        return progress.problems() < 2
                ? first
                : new Problem(
                        first.stage(),
                        first.reason(),
                        "%s (%d of %d segments have a problem.)"
                                .formatted(first.detail(), progress.problems(), segmentsTotal));
    }
}
