package io.zoetrope.media.ffmpeg.encode;

import io.zoetrope.media.playback.Sample;
import java.util.List;
import java.util.function.IntFunction;

/** How the samples of one track become files in a container. For one thread. */
public interface TrackFiles {
    /**
     * What was written.
     *
     * @param bytes of the file; 0 if there is none, as nothing of it can be carried
     * @param keyBytes up to the end of its first sample, if decoding can start with that; else 0
     */
    record Written(long bytes, long keyBytes) {}

    /**
     * Writes what goes before all segments, if the container wants anything.
     *
     * @param track number of the track
     */
    void head(int track, PieceWriter writer);

    /**
     * Writes a media segment.
     *
     * @param track number of the track
     * @param index of the segment, from 0
     * @param startTicks media time at which the first sample is decoded
     * @param samples at least one, in the order of decoding
     * @param bytes of each of them, as MP4 has them
     */
    Written segment(
            int track,
            int index,
            long startTicks,
            List<Sample> samples,
            IntFunction<byte[]> bytes,
            PieceWriter writer);
}
