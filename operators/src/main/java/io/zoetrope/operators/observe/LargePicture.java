package io.zoetrope.operators.observe;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.FramePicture;
import io.zoetrope.models.pictures.Crops;
import io.zoetrope.operators.decode.DecodedFrame;

/**
 * A picture of the whole displayed frame, from which crops are cut.
 *
 * @param rgb packed RGB, {@code width * height * 3} bytes; shared, never changed
 */
public record LargePicture(int width, int height, byte[] rgb) {
    /** Null if this frame was not asked for by the analyser, or not with a larger picture. */
    public static LargePicture of(DecodedFrame frame, String analyser) {
        for (FramePicture picture : frame.pictures()) {
            if (picture.large() && picture.names().contains(analyser)) {
                return new LargePicture(picture.width(), picture.height(), picture.rgb());
            }
        }
        return null;
    }

    /**
     * A part of it, at the size that a model takes.
     *
     * @param box of the displayed frame; widened to one pixel if it is smaller
     */
    public byte[] crop(Box box, FrameShape shape) {
        return Crops.cut(rgb, width, height, box, shape);
    }
}
