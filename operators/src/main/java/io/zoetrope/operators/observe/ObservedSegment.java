package io.zoetrope.operators.observe;

import io.zoetrope.domain.Problem;
import io.zoetrope.operators.decode.DecodedSegment;
import java.util.List;

/**
 * What was seen in a segment, or in a part of one. Held in state: components may be added, none
 * moved or taken away.
 *
 * @param generation of the video's admission
 * @param index of the segment, from 0
 * @param part from 0
 * @param last whether this is the segment's last part; only it carries cuts, end and problem
 * @param cutsUs presentation times of frames that begin a new shot
 * @param endUs end of the last decoded frame
 * @param problem what stopped decoding early, or null
 */
public record ObservedSegment(
        String videoId,
        long generation,
        int index,
        int part,
        boolean last,
        List<ObservedFrame> frames,
        long[] cutsUs,
        long endUs,
        Problem problem) {
    static ObservedSegment of(DecodedSegment decoded, List<ObservedFrame> frames) {
        return new ObservedSegment(
                decoded.segment().video().videoId(),
                decoded.segment().generation(),
                decoded.segment().index(),
                decoded.part(),
                decoded.last(),
                frames,
                decoded.cutsUs(),
                decoded.endUs(),
                decoded.problem());
    }
}
