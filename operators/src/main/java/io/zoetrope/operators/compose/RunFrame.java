package io.zoetrope.operators.compose;

import io.zoetrope.domain.Vector;
import io.zoetrope.media.PictureQuality;
import io.zoetrope.operators.observe.ObservedFrame;

/**
 * A frame of the run that is open. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param quality of its stored picture
 */
public record RunFrame(long ptsUs, Vector visual, String keyFrame, PictureQuality quality) {
    public RunFrame {
        quality = quality == null ? PictureQuality.UNKNOWN : quality;
    }

    static RunFrame of(ObservedFrame frame) {
        return new RunFrame(frame.ptsUs(), frame.visual(), frame.keyFrame(), frame.quality());
    }
}
