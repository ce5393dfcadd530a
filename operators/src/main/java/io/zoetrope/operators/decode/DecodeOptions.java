package io.zoetrope.operators.decode;

import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.operators.dispatch.Segment;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What {@link DecodeSegments} makes.
 *
 * @param pictures for whom, of which frames
 * @param thumbnails the small pictures that are stored, of which frames
 * @param sounds how far past each segment those who listen hear, by name; none if sound is not
 *     decoded
 * @param captions whether the text tracks of the files are read
 * @param maxPartBytes most bytes of pictures in one record; at least one frame goes into each
 */
public record DecodeOptions(
        List<PictureSampling> pictures,
        JpegSampling thumbnails,
        Map<String, SoundSampling> sounds,
        boolean captions,
        int maxPartBytes)
        implements Serializable {
    /** No record carries more frames than this, however small they are. */
    public static final int MAX_PART_FRAMES = 64;

    /** Pictures alone. */
    public DecodeOptions(
            List<PictureSampling> pictures, JpegSampling thumbnails, int maxPartBytes) {
        this(pictures, thumbnails, Map.of(), false, maxPartBytes);
    }

    /** What those of a segment's analysers that listen want to hear. */
    SoundSampling soundFor(Segment segment) {
        return sounds.entrySet().stream()
                .filter(listener -> segment.isFor(listener.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.comparingLong(SoundSampling::tailUs))
                .orElse(SoundSampling.NONE);
    }

    /** Those that the analysers of a segment want. */
    List<PictureSampling> picturesFor(Segment segment) {
        return pictures.stream().filter(wanted -> segment.isFor(wanted.name())).toList();
    }
}
