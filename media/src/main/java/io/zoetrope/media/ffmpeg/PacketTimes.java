package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** When a packet's picture is shown. */
final class PacketTimes {
    private PacketTimes() {}

    /**
     * Microseconds from the video's 0. A packet without a presentation time (AVI) is placed by its
     * decoding time: key frames are then as far from the first one as they are shown.
     */
    static long us(AVPacket packet, VideoTrack track, TrackStart start) {
        return packet.pts() != AV_NOPTS_VALUE
                ? track.us(packet.pts() - start.presentationTicks())
                : packet.dts() != AV_NOPTS_VALUE
                        ? track.us(packet.dts() - start.decodingTicks())
                        : 0;
    }
}
