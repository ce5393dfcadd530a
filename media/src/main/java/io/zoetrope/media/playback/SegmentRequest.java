package io.zoetrope.media.playback;

import java.util.List;

/**
 * One stretch of a video, to be made into a media segment of each rendition.
 *
 * @param index of the segment, from 0; the first one begins at media time 0 whatever its first
 *     picture's time
 * @param startUs media time at which it begins: that of a key frame, but for the first
 * @param endUs excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition where to read from in a container that cannot be sought by time, or -1
 * @param ladder what the pictures are encoded as; empty if they are copied as they are
 */
public record SegmentRequest(
        int index, long startUs, long endUs, long bytePosition, List<EncodedSize> ladder) {
    /** Sizes that are made of one video at most. */
    public static final int MOST_SIZES = 8;

    /** The pictures and the sound as they are in the file. */
    public static SegmentRequest copy(int index, long startUs, long endUs, long bytePosition) {
        return new SegmentRequest(index, startUs, endUs, bytePosition, List.of());
    }

    public boolean copies() {
        return ladder.isEmpty();
    }
}
