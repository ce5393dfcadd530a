package io.zoetrope.operators.decode;

import io.zoetrope.domain.Thumbnail;

/** Where decoded segments go. */
interface SegmentOutput {
    void segment(DecodedSegment part);

    void keyFrame(Thumbnail image);

    void count(DecodeMetric metric, long n);
}
