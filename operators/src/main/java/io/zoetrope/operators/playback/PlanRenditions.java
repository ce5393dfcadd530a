package io.zoetrope.operators.playback;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.admit.VideoChange.Kind;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Decides of each admitted video whether it is prepared for playback; {@link Renditions} says as
 * what: copied or encoded. What goes on is for a waiting line of its own: its "analysers" are the
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
            Renditions made = Renditions.of(change.media(), change.keyFrames(), options);
            out.collect(planned(change, made));
        }
    }

    /** Whether a video that has opened is prepared for playback. */
    public static boolean isWanted(VideoChange change) {
        return change.kind() == Kind.OPENED
                && change.media() != null
                && change.media().hasPictures()
                && !change.arrival().limits().unplayed();
    }

    private VideoChange planned(VideoChange change, Renditions made) {
        VideoArrival arrival = change.arrival();
        // The arrival's segments are those of its analysers.
        IndexingLimits limits =
                IndexingLimits.of(arrival.limits().maxUs(), 0)
                        .forAnalysers(made.planned(options.container()));
        return VideoChange.opened(
                arrival.withDescription(arrival.description(), limits),
                change.generation(),
                change.media().sized(made.costSide(), made.costSide()),
                change.keyFrames());
    }
}
