package io.zoetrope.operators.decode;

import io.zoetrope.media.FramePicture;
import io.zoetrope.media.PictureQuality;
import java.util.List;

/**
 * One sampled frame.
 *
 * @param ptsUs presentation time
 * @param pictures each names the analysers that it is for
 * @param keyFrame path of its stored small picture, or empty
 * @param quality of that picture
 */
public record DecodedFrame(
        long ptsUs, List<FramePicture> pictures, String keyFrame, PictureQuality quality) {
    /** Whose small picture nobody looked at. */
    public DecodedFrame(long ptsUs, List<FramePicture> pictures, String keyFrame) {
        this(ptsUs, pictures, keyFrame, PictureQuality.UNKNOWN);
    }

    /** Of all pictures together. */
    public long pictureBytes() {
        return pictures.stream().mapToLong(picture -> picture.rgb().length).sum();
    }
}
