package io.zoetrope.operators.decode;

import io.zoetrope.domain.KeyFrameImage;

/** Where decoded segments go. */
interface SegmentOutput {
    void segment(DecodedSegment part);

    void keyFrame(KeyFrameImage image);

    void count(DecodeMetric metric, long n);
}
