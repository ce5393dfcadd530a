package io.zoetrope.media;

import io.zoetrope.domain.picture.FrameShape;
import java.io.Serializable;

/**
 * Pictures that one asker wants of a pass.
 *
 * @param name of who asks; it comes back with each picture
 * @param sampling which frames
 * @param shape of the picture that is made of each
 * @param largeSide longer side in pixels of a second picture of each: the whole displayed frame,
 *     its aspect kept, never enlarged; 0 for none
 */
public record PictureSampling(String name, Sampling sampling, FrameShape shape, int largeSide)
        implements Serializable {
    /** Without a second, larger picture. */
    public static PictureSampling of(String name, Sampling sampling, FrameShape shape) {
        return new PictureSampling(name, sampling, shape, 0);
    }
}
