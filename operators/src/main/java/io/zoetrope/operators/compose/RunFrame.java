package io.zoetrope.operators.compose;

import io.zoetrope.domain.Vector;
import io.zoetrope.media.PictureQuality;
import io.zoetrope.operators.observe.ObservedFrame;

/**
 * A frame of the run that is open. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param quality of its stored picture
 * @param inTransition whether it shows a transition between two shots
 */
public record RunFrame(
        long ptsUs, Vector visual, String keyFrame, PictureQuality quality, boolean inTransition) {
    public RunFrame {
        quality = quality == null ? PictureQuality.UNKNOWN : quality;
    }

    /** It shows one shot. */
    RunFrame(long ptsUs, Vector visual, String keyFrame, PictureQuality quality) {
        this(ptsUs, visual, keyFrame, quality, false);
    }

    static RunFrame of(ObservedFrame frame) {
        return new RunFrame(
                frame.ptsUs(),
                frame.visual(),
                frame.keyFrame(),
                frame.quality(),
                frame.inTransition());
    }
}
