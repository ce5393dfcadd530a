package io.zoetrope.operators.decode;

import io.zoetrope.domain.Problem;
import io.zoetrope.operators.plan.Segment;
import java.util.List;

/**
 * The sampled frames of a segment, or of a part of one: a segment with many frames leaves in
 * several parts, so that a record's size is bounded.
 *
 * @param part from 0
 * @param last whether this is the segment's last part; only it carries cuts, end and problem
 * @param frames in order of presentation
 * @param cutsUs presentation times of frames that begin a new shot
 * @param endUs end of the last decoded frame; the segment's start where none was
 * @param problem what stopped decoding early, or null
 */
public record DecodedSegment(
        Segment segment,
        int part,
        boolean last,
        List<DecodedFrame> frames,
        long[] cutsUs,
        long endUs,
        Problem problem) {}
