package io.zoetrope.media.ffmpeg.segment;

import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_DOWN;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_rnd;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;

/**
 * The clock of a video's pictures in its segments: that of the file, from media time 0, refined if
 * the file's is coarse, so that sound and pictures stay together, and made coarser if it is so fine
 * that the 32 bits which MP4 has for how long a picture is shown would not do for an hour. Pure.
 *
 * @param perSecond ticks of a second
 */
public record TrackTicks(VideoTrack track, long originTicks, int perSecond) {
    private static final int LEAST_PER_SECOND = 1000;
    private static final int MOST_PER_SECOND = 1_000_000;

    public static TrackTicks of(OpenedVideo video) {
        return of(video.track(), video.clock().originTicks());
    }

    public static TrackTicks of(VideoTrack track, long originTicks) {
        int denominator = track.timeBase().denominator();
        return new TrackTicks(track, originTicks, perSecond(denominator));
    }

    private static int perSecond(int denominator) {
        if (denominator > MOST_PER_SECOND) {
            return MOST_PER_SECOND;
        }
        int refine = (LEAST_PER_SECOND + denominator - 1) / denominator;
        return denominator * refine;
    }

    /** Of a presentation time in the file. */
    public long of(long pts) {
        return lasting(pts - originTicks);
    }

    /** The last one, of those that the file can tell, at or before a media time. */
    public long atUs(long us) {
        return lasting(track.ticks(us));
    }

    /** As many as some of the file's last, rounded down. */
    long lasting(long fileTicks) {
        Rational base = track.timeBase();
        return av_rescale_rnd(
                fileTicks, (long) base.numerator() * perSecond, base.denominator(), AV_ROUND_DOWN);
    }
}
