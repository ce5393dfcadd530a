package io.zoetrope.operators.playback;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.admit.VideoChange.Kind;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Decides of each admitted video whether it is prepared for playback; {@link Renditions} says as
 * what. What goes on is for a waiting line of its own: its "analysers" are the names of the
 * renditions, and its size is what they cost.
 */
public final class PlanRenditions implements FlatMapFunction<VideoChange, VideoChange> {
    private static final long serialVersionUID = 1L;

    private final RenditionOptions options;

    public PlanRenditions(RenditionOptions options) {
        this.options = options;
    }

    @Override
    public void flatMap(VideoChange change, Collector<VideoChange> out) {
        if (change.kind() == Kind.REMOVED) {
            out.collect(change);
        } else if (isWanted(change)) {
            List<String> names = Renditions.of(change.media(), change.keyFrames(), options);
            out.collect(names.isEmpty() ? change.failed(notCopied()) : planned(change, names));
        }
    }

    /** Whether a video that has opened is prepared for playback. */
    public static boolean isWanted(VideoChange change) {
        return change.kind() == Kind.OPENED
                && change.media() != null
                && change.media().hasPictures()
                && !change.arrival().limits().unplayed();
    }

    private static Problem notCopied() {
        return Problem.of(
                Stage.PACKAGE,
                Reason.NOT_COPIED,
                "The video cannot be copied for playback: that takes H.264 of 8 bits with AAC or no"
                        + " sound, not turned, with key frames no farther apart than"
                        + " playback.longest-copied.");
    }

    private static VideoChange planned(VideoChange change, List<String> names) {
        VideoArrival arrival = change.arrival();
        // The arrival's segments are those of its analysers.
        IndexingLimits limits = IndexingLimits.of(arrival.limits().maxUs(), 0).forAnalysers(names);
        return VideoChange.opened(
                arrival.withDescription(arrival.description(), limits),
                change.generation(),
                change.media().sized(Renditions.COST_SIDE, Renditions.COST_SIDE),
                change.keyFrames());
    }
}
