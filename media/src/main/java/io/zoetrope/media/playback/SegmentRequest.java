package io.zoetrope.media.playback;

import java.util.List;

/**
 * One stretch of a video, to be made into a media segment of each rendition and one of its sound.
 *
 * @param index of the segment, from 0; the first one begins at media time 0 whatever its first
 *     picture's time
 * @param startUs media time at which it begins: that of a key frame if it is to be copied, but for
 *     the first
 * @param endUs excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition where to read from in a container that cannot be sought by time, or -1
 * @param renditions names of what is made of the pictures, see {@link PictureSize#of}; {@link
 *     MadeTrack#COPIED} is as it is in the file if browsers play that. At least one, at most {@link
 *     SegmentReport#MOST_RENDITIONS}
 * @param encoding of what is not copied
 * @param container of what is made
 */
public record SegmentRequest(
        int index,
        long startUs,
        long endUs,
        long bytePosition,
        List<String> renditions,
        Encoding encoding,
        SegmentContainer container) {
    public SegmentRequest {
        renditions = List.copyOf(renditions);
        if (renditions.isEmpty() || renditions.size() > SegmentReport.MOST_RENDITIONS) {
            throw new IllegalArgumentException("renditions: " + renditions);
        }
    }

    /** As it is in the file, if that can be, in fragments of MP4. */
    public SegmentRequest(int index, long startUs, long endUs, long bytePosition) {
        this(
                index,
                startUs,
                endUs,
                bytePosition,
                List.of(MadeTrack.COPIED),
                Encoding.DEFAULT,
                SegmentContainer.FMP4);
    }

    public SegmentRequest as(List<String> names, Encoding how) {
        return new SegmentRequest(index, startUs, endUs, bytePosition, names, how, container);
    }

    public SegmentRequest in(SegmentContainer other) {
        return new SegmentRequest(index, startUs, endUs, bytePosition, renditions, encoding, other);
    }

    /** Whether the pictures are wanted as they are. */
    public boolean copies() {
        return renditions.equals(List.of(MadeTrack.COPIED));
    }
}
