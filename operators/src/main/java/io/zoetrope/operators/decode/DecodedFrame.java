package io.zoetrope.operators.decode;

import io.zoetrope.media.FramePicture;
import java.util.List;

/**
 * One sampled frame.
 *
 * @param ptsUs presentation time
 * @param pictures each names the analysers that it is for
 * @param keyFrame path of its stored small picture, or empty
 */
public record DecodedFrame(long ptsUs, List<FramePicture> pictures, String keyFrame) {
    /** Of all pictures together. */
    public long pictureBytes() {
        return pictures.stream().mapToLong(picture -> picture.rgb().length).sum();
    }
}
