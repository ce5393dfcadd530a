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
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One run of an encoder of AAC-LC: samples go in, a packet's worth at a time, and packets come out.
 * For one thread.
 */
public final class AacRun implements AutoCloseable {
    /** Samples of a packet. */
    public static final int PACKET_SAMPLES = 1024;

    private static final float FULL_SCALE = 32768;
    private static final int USUAL_RATE = 48_000;

    /** Samples a second that have a number of their own (ISO/IEC 14496-3, table 1.18). */
    private static final Set<Integer> RATES =
            Set.of(
                    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000,
                    11_025, 8_000, 7_350);

    private final SoundForm form;
    private final AVCodecContext context;
    private final AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVCodecParameters parameters = Ffmpeg.allocated(avcodec_parameters_alloc());

    /** Takes what comes out. */
    @FunctionalInterface
    public interface Output {
        /**
         * @param packet with its time in samples; used again after the call
         */
        void take(AVPacket packet);
    }

    /** Whether there can be an encoder for sound of a form. */
    public static boolean takes(SoundForm form) {
        return RATES.contains(form.rate()) && form.channels() >= 1 && form.channels() <= 2;
    }

    /**
     * The form that is most like that of some sound: its rate if there is an encoder for that, and
     * at most two channels.
     *
     * @param rate samples a second; 0 if not known
     * @param leastRate slower sound becomes usual sound
     */
    public static SoundForm form(int rate, int leastRate, int channels) {
        boolean kept = rate >= leastRate && RATES.contains(rate);
        return new SoundForm(kept ? rate : USUAL_RATE, channels == 1 ? 1 : 2);
    }

    /**
     * @param form one that it {@link #takes}
     * @param bitRate bits a second of each channel
     */
    public AacRun(SoundForm form, int bitRate) {
        this.form = form;
        var codec = Ffmpeg.allocated(avcodec_find_encoder(AV_CODEC_ID_AAC));
        context = Ffmpeg.allocated(avcodec_alloc_context3(codec));
        try {
            context.sample_fmt(AV_SAMPLE_FMT_FLTP);
            context.sample_rate(form.rate());
            context.bit_rate((long) bitRate * form.channels());
            context.time_base().num(1).den(form.rate());
            context.thread_count(1);
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            av_channel_layout_default(context.ch_layout(), form.channels());
            Ffmpeg.require(avcodec_open2(context, codec, (AVDictionary) null), "open AAC");
            Ffmpeg.require(avcodec_parameters_from_context(parameters, context), "describe AAC");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** What a container says of the packets; freed with this. */
    public AVCodecParameters parameters() {
        return parameters;
    }

    /**
     * Encodes the next samples.
     *
     * @param samples those of one time side by side; of the last call fewer than {@link
     *     #PACKET_SAMPLES}, of all others that many
     * @param at time of the first, in samples
     */
    public void add(short[] samples, long at, Output output) {
        int count = samples.length / form.channels();
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(form.rate()).nb_samples(count);
        av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
        Ffmpeg.require(av_frame_get_buffer(frame, 0), "hold samples");
        try {
            float[] plane = new float[count];
            for (int channel = 0; channel < form.channels(); channel++) {
                for (int i = 0; i < count; i++) {
                    plane[i] = samples[i * form.channels() + channel] / FULL_SCALE;
                }
                new FloatPointer(frame.data(channel)).put(plane, 0, count);
            }
            frame.pts(at);
            send(frame, output);
        } finally {
            av_frame_unref(frame);
        }
    }

    /** Nothing follows: gives what is held back. */
    public void end(Output output) {
        send(null, output);
    }

    private void send(AVFrame samples, Output output) {
        Ffmpeg.require(avcodec_send_frame(context, samples), "encode sound");
        while (avcodec_receive_packet(context, packet) == 0) {
            output.take(packet);
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        avcodec_parameters_free(parameters);
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
