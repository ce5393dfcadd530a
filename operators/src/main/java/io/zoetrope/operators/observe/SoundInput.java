package io.zoetrope.operators.observe;

import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.sound.SampledSound;

/**
 * The sound of a segment as an analyser gets it.
 *
 * @param startUs of the segment
 * @param endUs of the segment, exclusive; {@link Long#MAX_VALUE} if it ends with the video
 * @param first whether no other segment of the video comes before
 * @param last whether none comes after
 * @param sound of the segment and of some time after it, as long as the analysers asked for
 */
public record SoundInput(
        long startUs, long endUs, boolean first, boolean last, SampledSound sound) {

    public static SoundInput of(DecodedSegment decoded) {
        Segment segment = decoded.segment();
        // Sound may go on behind the last picture; behind a limit nobody wants it.
        boolean open = decoded.ended() && !segment.stretch().last();
        return new SoundInput(
                segment.startUs(),
                open ? Long.MAX_VALUE : segment.stretch().endUs(),
                segment.index() == 0,
                decoded.ended() || segment.stretch().last(),
                SampledSound.of(decoded.sound().pieces()));
    }
}
