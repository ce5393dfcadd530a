package io.zoetrope.operators.decode;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.picture.Thumbnail;

/** Where decoded segments go. */
interface SegmentOutput {
    void segment(DecodedSegment part);

    void keyFrame(Thumbnail image);

    /** To the waiting line. */
    void tell(SegmentDone done);

    void count(DecodeMetric metric, long n);
}
