package io.zoetrope.media.ffmpeg;

/**
 * The clock of a video's pictures in its segments: that of the file, from media time 0, refined if
 * the file's is coarse, so that sound and pictures stay together. Pure.
 *
 * @param perSecond ticks of a second
 * @param perTick ticks of one of the file's
 */
record TrackTicks(VideoTrack track, long originTicks, int perSecond, long perTick) {
    private static final int LEAST_PER_SECOND = 1000;

    static TrackTicks of(OpenedVideo video) {
        int denominator = video.track().timeBase().denominator();
        int refine = (LEAST_PER_SECOND + denominator - 1) / denominator;
        return new TrackTicks(
                video.track(),
                video.clock().originTicks(),
                denominator * refine,
                (long) video.track().timeBase().numerator() * refine);
    }

    /** Of a presentation time in the file. */
    long of(long pts) {
        return (pts - originTicks) * perTick;
    }

    /** The last one, of those that the file can tell, at or before a media time. */
    long atUs(long us) {
        return track.ticks(us) * perTick;
    }
}
