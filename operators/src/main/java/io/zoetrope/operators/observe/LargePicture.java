package io.zoetrope.operators.observe;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.FrameShape;
import io.zoetrope.models.pictures.Crops;

/**
 * A picture of the whole displayed frame, from which crops are cut.
 *
 * @param rgb packed RGB, {@code width * height * 3} bytes; shared, never changed
 */
public record LargePicture(int width, int height, byte[] rgb) {
    /**
     * A part of it, at the size that a model takes.
     *
     * @param box of the displayed frame; widened to one pixel if it is smaller
     */
    public byte[] crop(Box box, FrameShape shape) {
        return Crops.cut(rgb, width, height, box, shape);
    }
}
