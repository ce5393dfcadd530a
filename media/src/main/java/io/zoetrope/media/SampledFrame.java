package io.zoetrope.media;

import java.util.List;

/**
 * A frame that was handed over.
 *
 * @param ptsUs presentation time
 * @param keyFrame whether decoding can start here
 * @param pictures those that the request wants of this frame; each says who asked for it
 * @param jpeg small JPEG of the displayed frame, or empty
 * @param quality of the JPEG
 */
public record SampledFrame(
        long ptsUs,
        boolean keyFrame,
        List<FramePicture> pictures,
        byte[] jpeg,
        PictureQuality quality) {
    /** Whose quality nobody asked for. */
    public SampledFrame(long ptsUs, boolean keyFrame, List<FramePicture> pictures, byte[] jpeg) {
        this(ptsUs, keyFrame, pictures, jpeg, PictureQuality.UNKNOWN);
    }

    /**
     * The picture that someone asked for at the shape of a model, without the larger one.
     *
     * @return null if this frame is none of theirs
     */
    public FramePicture picture(String name) {
        for (FramePicture picture : pictures) {
            if (!picture.large() && picture.names().contains(name)) {
                return picture;
            }
        }
        return null;
    }
}
