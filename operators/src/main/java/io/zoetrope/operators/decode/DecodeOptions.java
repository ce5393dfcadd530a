package io.zoetrope.operators.decode;

import io.zoetrope.domain.FrameShape;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.RetryPolicy;
import java.io.Serializable;
import java.util.List;

/**
 * What {@link DecodeSegments} makes.
 *
 * @param sampling which frames
 * @param shapes pictures for each frame
 * @param jpegSide longer side of the small picture in pixels, 0 for none
 * @param maxPartBytes most bytes of pictures in one record; at least one frame goes into each
 * @param retries of stores that stop answering
 */
public record DecodeOptions(
        Sampling sampling,
        List<FrameShape> shapes,
        int jpegSide,
        int maxPartBytes,
        RetryPolicy retries)
        implements Serializable {
    /** No record carries more frames than this, however small they are. */
    public static final int MAX_PART_FRAMES = 64;

    /** Frames that one record may carry. */
    public int partFrames() {
        int frameBytes = Math.max(1, shapes.stream().mapToInt(FrameShape::bytes).sum());
        return Math.max(1, Math.min(MAX_PART_FRAMES, maxPartBytes / frameBytes));
    }
}
