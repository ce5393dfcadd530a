package io.zoetrope.media.ffmpeg.encode;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Encodes any stretch of sound as the run over all of it would. A packet of AAC holds the sound of
 * its own time and of the packet's after it, so each is whole only behind the one before it: runs
 * begin early. For one thread.
 */
public final class AacEncoder {
    /** Packets after which an encoder decides as one that began earlier does. */
    static final int LEAD_PACKETS = 6;

    /** Packets whose samples an encoder looks at before it gives one. */
    static final int AHEAD_PACKETS = 2;

    private final SoundForm form;
    private final int bitRate;

    /**
     * @param form one that {@link AacRun#takes}
     * @param bitRate bits a second of each channel
     */
    public AacEncoder(SoundForm form, int bitRate) {
        this.form = form;
        this.bitRate = bitRate;
    }

    /** An initialization segment. */
    byte[] head() {
        try (AacRun run = new AacRun(form, bitRate)) {
            return Ffmpeg.allocated(FragmentedHead.of(run.parameters(), form.rate()));
        }
    }

    /** AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1). */
    byte[] configuration() {
        try (AacRun run = new AacRun(form, bitRate)) {
            AVCodecParameters codec = run.parameters();
            byte[] bytes = new byte[codec.extradata_size()];
            codec.extradata().get(bytes);
            return bytes;
        }
    }

    /**
     * Packets of the times [first, end) × {@link AacRun#PACKET_SAMPLES} samples. The same sound
     * gives the same packets, whatever was encoded before.
     */
    public List<byte[]> encode(SoundStretch sound, long first, long end) {
        List<byte[]> packets = new ArrayList<>();
        if (first >= end) {
            return packets;
        }
        AacRun.Output wanted = packet -> take(packet, first, end, packets);
        try (AacRun run = new AacRun(form, bitRate)) {
            for (long i = Math.max(0, first - LEAD_PACKETS); i < end + AHEAD_PACKETS; i++) {
                long at = i * AacRun.PACKET_SAMPLES;
                run.add(sound.samples(at, AacRun.PACKET_SAMPLES), at, wanted);
            }
            run.end(wanted);
        }
        return packets;
    }

    private static void take(AVPacket packet, long first, long end, List<byte[]> packets) {
        boolean wanted =
                packet.pts() >= first * AacRun.PACKET_SAMPLES
                        && packet.pts() < end * AacRun.PACKET_SAMPLES;
        if (wanted) {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            packets.add(bytes);
        }
    }
}
