package io.zoetrope.media.ffmpeg.demux;

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
 * @param presentationTicks time of the first picture that is shown
 * @param decodingTicks decoding time of the first packet
 * @param untimed some packets carry no presentation time (AVI, MPEG program streams)
 * @param keyFrame whether the first picture shown is the first packet, and a key frame
 * @param anyPackets whether there is anything at all
 * @param hidden whether an edit list hides every picture
 * @param encrypted whether the first packet is
 */
public record TrackStart(
        long presentationTicks,
        long decodingTicks,
        boolean untimed,
        boolean keyFrame,
        boolean anyPackets,
        boolean hidden,
        boolean encrypted) {

    /**
     * Reads the first packets, and all that an edit list hides before the first that it shows. If
     * they leave a doubt (no presentation times, pictures shown before the first key frame, no
     * size) the first picture is decoded, and the decoder holds it.
     */
    public static TrackStart find(
            Demuxer demuxer, VideoTrack track, Decoder decoder, AVPacket packet)
            throws RejectedInput, IOException {
        int index = track.index();
        FirstPackets first = new FirstPackets();
        while (!first.enough() && demuxer.read(index, packet)) {
            first.add(packet);
            av_packet_unref(packet);
        }
        long start = first.leastShown;
        if (first.doubtful() || first.decodable() && !track.isSized()) {
            demuxer.rewind(index, first.decoding);
            long ticks = decoded(demuxer, index, decoder, packet, start);
            start = first.doubtful() ? ticks : start;
        }
        if (start == AV_NOPTS_VALUE) {
            start = first.decoding == AV_NOPTS_VALUE ? 0 : first.decoding;
        }
        return new TrackStart(
                start,
                first.decoding == AV_NOPTS_VALUE ? start : first.decoding,
                first.untimed,
                first.key && !first.hidesSome && start == first.presentation,
                first.seen > 0,
                first.seen > 0 && first.shown == 0,
                first.encrypted);
    }

    private static long decoded(
            Demuxer demuxer, int index, Decoder decoder, AVPacket packet, long otherwise)
            throws RejectedInput, IOException {
        boolean more = true;
        for (int i = 0; i < FirstPackets.MOST_DECODED && more; i++) {
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

    /** What the first packets say. */
    private static final class FirstPackets {
        /** Packets looked at before it is believed that none is shown earlier. */
        static final int LOOK_AHEAD = 24;

        static final int MOST_DECODED = 600;

        long presentation = AV_NOPTS_VALUE;
        long decoding = AV_NOPTS_VALUE;
        long leastShown = AV_NOPTS_VALUE;
        boolean key;
        boolean untimed;
        boolean hidesSome;
        boolean encrypted;
        int seen;
        int shown;

        void add(AVPacket packet) {
            if (seen++ == 0) {
                presentation = packet.pts();
                decoding = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
                key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
                encrypted = encrypted(packet);
            }
            untimed |= packet.pts() == AV_NOPTS_VALUE;
            if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0) {
                hidesSome = true;
                return;
            }
            shown++;
            boolean earlier = leastShown == AV_NOPTS_VALUE || packet.pts() < leastShown;
            if (packet.pts() != AV_NOPTS_VALUE && earlier) {
                leastShown = packet.pts();
            }
        }

        boolean enough() {
            return shown == LOOK_AHEAD;
        }

        boolean decodable() {
            return shown > 0 && !encrypted;
        }

        boolean doubtful() {
            return decodable() && (!key || untimed || !hidesSome && leastShown < presentation);
        }

        private static boolean encrypted(AVPacket packet) {
            try (SizeTPointer size = new SizeTPointer(1)) {
                return av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, size) != null;
            }
        }
    }
}
