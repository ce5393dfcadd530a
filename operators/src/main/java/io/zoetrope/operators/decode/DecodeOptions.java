package io.zoetrope.operators.decode;

import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.operators.dispatch.Segment;
import java.io.Serializable;
import java.util.List;

/**
 * What {@link DecodeSegments} makes.
 *
 * @param pictures for whom, of which frames
 * @param thumbnails the small pictures that are stored, of which frames
 * @param sound whether it is decoded too, and how far past each segment
 * @param captions whether the text tracks of the files are read
 * @param maxPartBytes most bytes of pictures in one record; at least one frame goes into each
 */
public record DecodeOptions(
        List<PictureSampling> pictures,
        JpegSampling thumbnails,
        SoundSampling sound,
        boolean captions,
        int maxPartBytes)
        implements Serializable {
    /** No record carries more frames than this, however small they are. */
    public static final int MAX_PART_FRAMES = 64;

    /** Pictures alone. */
    public DecodeOptions(
            List<PictureSampling> pictures, JpegSampling thumbnails, int maxPartBytes) {
        this(pictures, thumbnails, SoundSampling.NONE, false, maxPartBytes);
    }

    /** Those that the analysers of a segment want. */
    List<PictureSampling> picturesFor(Segment segment) {
        return pictures.stream().filter(wanted -> segment.isFor(wanted.name())).toList();
    }
}
