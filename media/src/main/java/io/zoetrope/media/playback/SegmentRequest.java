package io.zoetrope.media.playback;

/**
 * One stretch of a video, to be made into a media segment of its pictures and one of its sound, as
 * they are in the file.
 *
 * @param index of the segment, from 0; the first one begins at media time 0 whatever its first
 *     picture's time
 * @param startUs media time at which it begins: that of a key frame, but for the first
 * @param endUs excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition where to read from in a container that cannot be sought by time, or -1
 */
public record SegmentRequest(int index, long startUs, long endUs, long bytePosition) {}
