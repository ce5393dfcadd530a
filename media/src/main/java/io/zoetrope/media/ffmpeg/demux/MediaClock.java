package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_DOWN;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q_rnd;

import io.zoetrope.media.ffmpeg.container.Container;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Turns a track's ticks into media time: what a player shows while the picture is on screen
 * (docs/decisions/0006). A browser counts from the container's own 0, after edit lists. For
 * containers that no browser plays, 0 is the earliest time of any picture or sound.
 *
 * @param originTicks where media time is 0
 * @param firstTicks presentation time of the first picture that is shown
 * @param decodingTicks decoding time of the first packet
 */
public record MediaClock(VideoTrack track, long originTicks, long firstTicks, long decodingTicks) {

    /**
     * @param start of the chosen track, found in its packets
     */
    public static MediaClock of(Demuxer demuxer, VideoTrack track, TrackStart start) {
        long first = start.presentationTicks();
        return new MediaClock(track, origin(demuxer, track, first), first, start.decodingTicks());
    }

    private static long origin(Demuxer demuxer, VideoTrack track, long first) {
        Container container = demuxer.container();
        if (container.playedByBrowsers()) {
            return 0;
        }
        AVStream own = demuxer.stream(track.index());
        long earliest = Math.min(first, earliest(demuxer.format(), own, first));
        // AVI has decoding times only: its first picture is late by what the decoder holds back.
        boolean late = container == Container.AVI && own.start_time() != AV_NOPTS_VALUE;
        return late ? earliest + first - Math.min(first, own.start_time()) : earliest;
    }

    private static long earliest(AVFormatContext format, AVStream own, long first) {
        long earliest = first;
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            int type = stream.codecpar().codec_type();
            boolean heardOrSeen = type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_AUDIO;
            if (heardOrSeen && stream.start_time() != AV_NOPTS_VALUE) {
                long start =
                        av_rescale_q_rnd(
                                stream.start_time(),
                                stream.time_base(),
                                own.time_base(),
                                AV_ROUND_DOWN);
                earliest = Math.min(earliest, start);
            }
        }
        return earliest;
    }

    /** Media time of a presentation time, microseconds. */
    public long us(long ticks) {
        return track.us(ticks - originTicks);
    }

    /** Media time 0 on FFmpeg's clock of the file, microseconds. */
    public long originUs() {
        return track.us(originTicks);
    }

    /** The last tick whose media time is at most this. */
    public long ticks(long us) {
        return originTicks + track.ticks(us);
    }

    /** Media time of the first picture. */
    public long firstUs() {
        return us(firstTicks);
    }

    /**
     * Media time of a packet's picture. A packet without a presentation time (AVI) is placed by its
     * decoding time: key frames are then as far from the first one as they are shown.
     */
    public long us(AVPacket packet) {
        return packet.pts() != AV_NOPTS_VALUE
                ? us(packet.pts())
                : packet.dts() != AV_NOPTS_VALUE
                        ? us(firstTicks + packet.dts() - decodingTicks)
                        : firstUs();
    }

    /** When the next picture takes the place of a packet's, as far as the packet says. */
    public long endUs(AVPacket packet) {
        if (packet.pts() != AV_NOPTS_VALUE && packet.duration() > 0) {
            return us(packet.pts() + packet.duration());
        }
        return us(packet) + track.usualFrameUs();
    }

    /** Media time of a time of another track. */
    public long us(AVStream stream, long ticks) {
        try (AVRational own = new AVRational()) {
            own.num(track.timeBase().numerator()).den(track.timeBase().denominator());
            return us(av_rescale_q_rnd(ticks, stream.time_base(), own, AV_ROUND_DOWN));
        }
    }
}
