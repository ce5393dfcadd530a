package io.zoetrope.operators.admit;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.media.KeyFrameIndex;

/**
 * What is to become of one video.
 *
 * @param arrival the event behind it, its video with id and version
 * @param media null unless opened
 * @param keyFrames null unless opened, and once planned
 * @param segmentsTotal 0 until planned
 * @param generation counts the lives of an id: a higher one replaces a lower one, and what is left
 *     over of a lower one is dropped
 * @param problem null unless failed
 */
public record VideoChange(
        Kind kind,
        VideoArrival arrival,
        MediaInfo media,
        KeyFrameIndex keyFrames,
        int segmentsTotal,
        long generation,
        Problem problem) {
    /** What happens. */
    public enum Kind {
        /** Segments of it are on their way. */
        OPENED,
        /** It cannot be indexed. */
        FAILED,
        /** Its moments go away. */
        REMOVED
    }

    /** See {@link io.zoetrope.domain.VideoIds#key}. */
    public String videoKey() {
        return arrival.video().key();
    }

    public VideoChange planned(int segments) {
        return new VideoChange(kind, arrival, media, null, segments, generation, null);
    }

    public VideoChange failed(Problem why) {
        return new VideoChange(Kind.FAILED, arrival, media, null, 0, generation, why);
    }
}
