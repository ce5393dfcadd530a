package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.ffmpeg.demux.Codecs;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import io.zoetrope.media.ffmpeg.sound.CaptionTracks;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/** What an open file says of its video. */
public final class VideoFacts {
    /** Ten years: what says that it is longer does not know. */
    public static final long LONGEST_US = 10L * 366 * 86_400 * 1_000_000;

    private VideoFacts() {}

    public static MediaInfo of(OpenedVideo video) {
        AVFormatContext format = video.demuxer().format();
        VideoTrack track = video.track();
        AVCodecParameters codec = video.demuxer().stream(track.index()).codecpar();
        SoundTrack sound = video.sides().soundTrack();
        return new MediaInfo(
                video.clock().firstUs(),
                durationUs(video),
                track.displayedWidth(),
                track.displayedHeight(),
                track.orientation().clockwiseDegrees(),
                track.frameRate(),
                video.demuxer().container().demuxer(),
                avcodec_get_name(codec.codec_id()).getString(),
                sound == null ? "" : Codecs.name(video.demuxer().stream(sound.index()).codecpar()),
                video.io().size(),
                sound == null ? 0 : sound.startUs(),
                CaptionTracks.unread(format, video.demuxer().container()));
    }

    private static long durationUs(OpenedVideo video) {
        if (video.demuxer().fragments() != null) {
            // Known once all of them were looked at.
            return 0;
        }
        VideoTrack track = video.track();
        if (track.durationTicks() > 0) {
            return believed(track.us(track.durationTicks()));
        }
        // The whole file's counts from 0, not from the first picture.
        long all = video.demuxer().format().duration();
        return all == AV_NOPTS_VALUE ? 0 : believed(all - video.clock().firstUs());
    }

    private static long believed(long toldUs) {
        return toldUs > LONGEST_US ? 0 : Math.max(0, toldUs);
    }
}
