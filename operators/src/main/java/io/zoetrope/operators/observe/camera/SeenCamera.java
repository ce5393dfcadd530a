package io.zoetrope.operators.observe.camera;

import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.LargePicture;
import io.zoetrope.operators.observe.SeenMotion;
import java.util.ArrayList;
import java.util.List;

/**
 * How the camera moves from one picture of the detector to the next, within a segment: what was
 * before its first picture was decoded elsewhere, so nothing is said of that one. For one thread.
 */
public final class SeenCamera {
    private LumaPicture last;
    private Segment segment;
    private int part;

    /**
     * @param next part of a segment; the parts of one come one after the other
     * @return one for each frame; {@link SeenMotion#UNKNOWN} if the detector does not look at it,
     *     or without a larger picture
     */
    public List<SeenMotion> follow(DecodedSegment next) {
        if (!goesOn(next)) {
            last = null;
        }
        segment = next.segment();
        part = next.part();
        List<SeenMotion> motions = new ArrayList<>(next.frames().size());
        for (DecodedFrame frame : next.frames()) {
            motions.add(follow(LargePicture.of(frame, Analysers.OBJECTS)));
        }
        return motions;
    }

    private SeenMotion follow(LargePicture picture) {
        if (picture == null) {
            return SeenMotion.UNKNOWN;
        }
        LumaPicture now = LumaPicture.of(picture);
        SeenMotion motion = last == null ? SeenMotion.UNKNOWN : MotionEstimate.between(last, now);
        last = now;
        return motion;
    }

    private boolean goesOn(DecodedSegment next) {
        return next.part() == part + 1 && next.segment().equals(segment);
    }
}
