package io.zoetrope.operators.observe;

import io.zoetrope.media.FramePicture;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.dispatch.Segment;

/**
 * A frame as an analyser gets it.
 *
 * @param ptsUs presentation time
 * @param displayedWidth of the whole frame, in pixels: boxes are relative to it
 * @param displayedHeight of the whole frame
 * @param rgb packed RGB of the analyser's shape; shared, never changed
 * @param large the whole frame, at most as large as the analyser asked; null if it did not ask
 */
public record AnalyserInput(
        long ptsUs, int displayedWidth, int displayedHeight, byte[] rgb, LargePicture large) {

    /** Null if the frame is none of the analyser's. */
    public static AnalyserInput of(Segment segment, DecodedFrame frame, String analyser) {
        FramePicture own = null;
        for (FramePicture picture : frame.pictures()) {
            if (!picture.large() && picture.names().contains(analyser)) {
                own = picture;
            }
        }
        return own == null
                ? null
                : new AnalyserInput(
                        frame.ptsUs(),
                        segment.width(),
                        segment.height(),
                        own.rgb(),
                        LargePicture.of(frame, analyser));
    }
}
