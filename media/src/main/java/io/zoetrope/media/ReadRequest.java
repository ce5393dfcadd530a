package io.zoetrope.media;

import io.zoetrope.domain.FrameShape;
import java.util.List;

/**
 * One pass over a range.
 *
 * @param startUs first presentation time wanted, included
 * @param endUs end of the range, excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition where to read from in a container that cannot be sought by time, or -1
 * @param sampling which frames to hand over
 * @param shapes one packed RGB picture is made for each; may be empty
 * @param jpegSide longer side of the small JPEG in pixels, 0 for none
 */
public record ReadRequest(
        long startUs,
        long endUs,
        long bytePosition,
        Sampling sampling,
        List<FrameShape> shapes,
        int jpegSide) {}
