package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Where a track begins.
 *
 * @param presentationTicks time of the first picture that is shown: the video's 0
 * @param decodingTicks decoding time of the first packet
 * @param untimed some packets carry no presentation time (AVI, MPEG program streams)
 * @param keyFrame whether the first picture shown is the first packet, and a key frame
 * @param anyPackets whether there is anything at all
 * @param encrypted whether the first packet is
 */
record TrackStart(
        long presentationTicks,
        long decodingTicks,
        boolean untimed,
        boolean keyFrame,
        boolean anyPackets,
        boolean encrypted) {
    /** Packets looked at before it is believed that none is shown earlier. */
    private static final int LOOK_AHEAD = 24;

    private static final int MOST_DECODED = 600;

    /**
     * Reads the first packets. Where they leave a doubt (edit lists, no presentation times,
     * pictures shown before the first key frame) the first picture is decoded.
     */
    static TrackStart find(Demuxer demuxer, int index, Decoder decoder, AVPacket packet)
            throws RejectedInput, IOException {
        long first = AV_NOPTS_VALUE;
        long decoding = AV_NOPTS_VALUE;
        long least = Long.MAX_VALUE;
        boolean doubt = false;
        boolean untimed = false;
        boolean encrypted = false;
        int seen = 0;
        for (; seen < LOOK_AHEAD && demuxer.read(index, packet); seen++) {
            if (seen == 0) {
                first = packet.pts();
                decoding = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
                doubt = (packet.flags() & AV_PKT_FLAG_KEY) == 0;
                encrypted = encrypted(packet);
            }
            untimed |= packet.pts() == AV_NOPTS_VALUE;
            doubt |= untimed || (packet.flags() & AV_PKT_FLAG_DISCARD) != 0;
            least = Math.min(least, packet.pts());
            av_packet_unref(packet);
        }
        long start = first;
        if (seen > 0 && !encrypted && (doubt || least < first)) {
            demuxer.rewind(index, decoding);
            start = decoded(demuxer, index, decoder, packet, doubt ? first : least);
        }
        if (start == AV_NOPTS_VALUE) {
            start = decoding == AV_NOPTS_VALUE ? 0 : decoding;
        }
        long decodingStart = decoding == AV_NOPTS_VALUE ? start : decoding;
        boolean keyFrame = !doubt && start == first;
        return new TrackStart(start, decodingStart, untimed, keyFrame, seen > 0, encrypted);
    }

    private static boolean encrypted(AVPacket packet) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            return av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, size) != null;
        }
    }

    private static long decoded(
            Demuxer demuxer, int index, Decoder decoder, AVPacket packet, long otherwise)
            throws RejectedInput, IOException {
        boolean more = true;
        for (int i = 0; i < MOST_DECODED && more; i++) {
            more = demuxer.read(index, packet);
            decoder.send(more ? packet : null);
            av_packet_unref(packet);
            if (decoder.receive() == 0) {
                long ticks = decoder.frame().best_effort_timestamp();
                decoder.flush();
                return ticks == AV_NOPTS_VALUE ? otherwise : ticks;
            }
        }
        decoder.flush();
        return otherwise;
    }
}
