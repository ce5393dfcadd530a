package io.zoetrope.operators.probe;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.media.KeyFrameIndex;

/**
 * A probed arrival, or why it cannot be indexed. Deletions pass unprobed.
 *
 * @param arrival with the video's id and, as far as it was opened, its version
 * @param media null where there is a problem, and for deletions
 * @param keyFrames null where media is
 * @param problem null unless rejected
 */
public record ProbeOutcome(
        VideoArrival arrival, MediaInfo media, KeyFrameIndex keyFrames, Problem problem) {
    /** The stage that probe problems carry. */
    public static final String STAGE = "probe";

    static ProbeOutcome unprobed(VideoArrival deletion) {
        return new ProbeOutcome(deletion, null, null, null);
    }

    static ProbeOutcome rejected(VideoArrival arrival, Problem problem) {
        return new ProbeOutcome(arrival, null, null, problem);
    }
}
