package io.zoetrope.media;

import io.zoetrope.domain.FrameShape;
import java.util.List;

/**
 * One pass over a range.
 *
 * @param startUs first presentation time wanted, included; need not be a key frame's
 * @param endUs end of the range, excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition in a container that cannot be sought by time: position of a key frame at or
 *     before the range's start, or -1 if not known, which may cost a scan of the whole file
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
