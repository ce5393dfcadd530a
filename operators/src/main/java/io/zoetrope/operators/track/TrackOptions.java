package io.zoetrope.operators.track;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a {@link io.zoetrope.operators.track.follow.Tracker} decides. Times are seconds, so that one
 * setting serves every frame rate.
 *
 * @param aspect width over height of the displayed frame
 * @param confident least score of a detection that is paired first
 * @param begin least score of a detection that may begin a track
 * @param weak least score of a detection that may go on with a track
 * @param keepS how long a track that is not seen is looked for
 * @param bridgeS the longest gap that is filled once a track is seen again
 * @param maxDetections taken of one frame, those with the best scores
 * @param maxTracks followed at once
 * @param cues that are used
 */
public record TrackOptions(
        double aspect,
        double confident,
        double begin,
        double weak,
        double keepS,
        double bridgeS,
        int maxDetections,
        int maxTracks,
        Set<Cue> cues) {
    private static final double CONFIDENT = .5;
    private static final double BEGIN = .25;
    private static final double WEAK = .1;
    private static final double KEEP_S = 2;
    private static final double BRIDGE_S = 1.8;
    private static final int MAX_DETECTIONS = 500;
    private static final int MAX_TRACKS = 1_000;

    public TrackOptions {
        if (!(aspect > 0) || !Double.isFinite(aspect)) {
            throw new IllegalArgumentException("aspect must be above 0: " + aspect);
        }
        cues = Set.copyOf(cues);
    }

    /** The one setting that was measured (docs/decisions/0013-tracking.md). */
    public static TrackOptions of(double aspect) {
        return new TrackOptions(
                aspect,
                CONFIDENT,
                BEGIN,
                WEAK,
                KEEP_S,
                BRIDGE_S,
                MAX_DETECTIONS,
                MAX_TRACKS,
                EnumSet.allOf(Cue.class));
    }

    public TrackOptions without(Cue cue) {
        EnumSet<Cue> fewer = EnumSet.copyOf(cues);
        fewer.remove(cue);
        return new TrackOptions(
                aspect, confident, begin, weak, keepS, bridgeS, maxDetections, maxTracks, fewer);
    }

    public boolean uses(Cue cue) {
        return cues.contains(cue);
    }
}
