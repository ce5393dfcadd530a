package io.zoetrope.media.ffmpeg.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Encodes sound as AAC-LC, one run of packets at a time. A packet holds the sound of its own time
 * and of the packet's after it, so each is whole only behind the one before it. For one thread.
 */
public final class AacEncoder {
    /** Samples of a packet. */
    public static final int PACKET_SAMPLES = 1024;

    /** Packets after which an encoder decides as one that began earlier does. */
    static final int LEAD_PACKETS = 6;

    /** Packets whose samples an encoder looks at before it gives one. */
    static final int AHEAD_PACKETS = 2;

    private static final float FULL_SCALE = 32768;

    /** Samples a second that have a number of their own (ISO/IEC 14496-3, table 1.18). */
    private static final Set<Integer> RATES =
            Set.of(
                    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000,
                    11_025, 8_000, 7_350);

    private final SoundForm form;
    private final int bitRate;

    /** Whether there can be an encoder for sound of a form. */
    public static boolean takes(SoundForm form) {
        return RATES.contains(form.rate()) && form.channels() >= 1 && form.channels() <= 2;
    }

    /**
     * @param form one that it {@link #takes}
     */
    public AacEncoder(SoundForm form, int bitRate) {
        this.form = form;
        this.bitRate = bitRate;
    }

    /** An initialization segment. */
    byte[] head() {
        AVCodecContext context = open();
        AVCodecParameters codec = Ffmpeg.allocated(avcodec_parameters_alloc());
        try {
            Ffmpeg.require(avcodec_parameters_from_context(codec, context), "describe AAC");
            return Ffmpeg.allocated(FragmentedHead.of(codec, form.rate()));
        } finally {
            avcodec_parameters_free(codec);
            avcodec_free_context(context);
        }
    }

    /** AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1). */
    byte[] configuration() {
        AVCodecContext context = open();
        try {
            byte[] bytes = new byte[context.extradata_size()];
            context.extradata().get(bytes);
            return bytes;
        } finally {
            avcodec_free_context(context);
        }
    }

    /**
     * Packets of the times [first, end) × {@link #PACKET_SAMPLES} samples. The same sound gives the
     * same packets, whatever was encoded before.
     */
    public List<byte[]> encode(SoundStretch sound, long first, long end) {
        List<byte[]> packets = new ArrayList<>();
        if (first >= end) {
            return packets;
        }
        AVCodecContext context = open();
        AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
        AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
        try {
            prepare(frame, context);
            for (long i = Math.max(0, first - LEAD_PACKETS); i < end + AHEAD_PACKETS; i++) {
                fill(frame, sound.samples(i * PACKET_SAMPLES, PACKET_SAMPLES));
                frame.pts(i * PACKET_SAMPLES);
                Ffmpeg.require(avcodec_send_frame(context, frame), "encode sound");
                receive(context, packet, first, end, packets);
            }
            Ffmpeg.require(avcodec_send_frame(context, null), "end sound");
            receive(context, packet, first, end, packets);
            return packets;
        } finally {
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(context);
        }
    }

    private static void receive(
            AVCodecContext context, AVPacket packet, long first, long end, List<byte[]> packets) {
        while (avcodec_receive_packet(context, packet) == 0) {
            boolean wanted =
                    packet.pts() >= first * PACKET_SAMPLES && packet.pts() < end * PACKET_SAMPLES;
            if (wanted) {
                byte[] bytes = new byte[packet.size()];
                packet.data().get(bytes);
                packets.add(bytes);
            }
            av_packet_unref(packet);
        }
    }

    private void prepare(AVFrame frame, AVCodecContext context) {
        frame.format(AV_SAMPLE_FMT_FLTP);
        frame.sample_rate(form.rate());
        frame.nb_samples(PACKET_SAMPLES);
        av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
        Ffmpeg.require(av_frame_get_buffer(frame, 0), "hold samples");
    }

    private void fill(AVFrame frame, short[] samples) {
        Ffmpeg.require(av_frame_make_writable(frame), "hold samples");
        float[] plane = new float[PACKET_SAMPLES];
        for (int channel = 0; channel < form.channels(); channel++) {
            for (int i = 0; i < PACKET_SAMPLES; i++) {
                plane[i] = samples[i * form.channels() + channel] / FULL_SCALE;
            }
            new FloatPointer(frame.data(channel)).put(plane, 0, PACKET_SAMPLES);
        }
    }

    private AVCodecContext open() {
        var codec = Ffmpeg.allocated(avcodec_find_encoder(AV_CODEC_ID_AAC));
        AVCodecContext context = Ffmpeg.allocated(avcodec_alloc_context3(codec));
        context.sample_fmt(AV_SAMPLE_FMT_FLTP);
        context.sample_rate(form.rate());
        context.bit_rate((long) bitRate * form.channels());
        context.time_base().num(1).den(form.rate());
        context.thread_count(1);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        av_channel_layout_default(context.ch_layout(), form.channels());
        int opened = avcodec_open2(context, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(context);
        }
        Ffmpeg.require(opened, "open AAC");
        return context;
    }
}
