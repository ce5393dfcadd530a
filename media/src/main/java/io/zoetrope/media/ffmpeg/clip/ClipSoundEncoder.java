package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
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

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.sound.StereoResampler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Sound of a stretch to AAC, one or two channels, at the rate that it has if AAC has that rate.
 * More channels become two. Sample 0 of what comes out is heard when the stretch begins; what the
 * encoder puts before it stands before 0, where an edit list hides it. For one thread.
 */
final class ClipSoundEncoder implements AutoCloseable {
    private static final Set<Integer> RATES =
            Set.of(96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000);
    private static final int USUAL_RATE = 48_000;
    private static final int FRAME = 1024;
    private static final long BITS_PER_CHANNEL = 80_000;
    private static final long SECOND_US = 1_000_000;

    private final int rate;
    private final int channels;
    private final long first;
    private final long end;
    private final AVCodecContext context;
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private final AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
    private final Deque<AVPacket> packets = new ArrayDeque<>();
    private final float[][] open;
    private final StereoResampler resampler;
    private int filled;
    private long next;

    private ClipSoundEncoder(int rate, int channels, ClipRequest request) {
        this.rate = rate;
        this.channels = channels;
        this.first = sampleAt(request.startUs(), rate);
        this.end = sampleAt(request.endUs(), rate);
        this.next = first;
        this.open = new float[channels][FRAME];
        this.resampler = new StereoResampler(rate, channels, this::put);
        AVCodec codec = Ffmpeg.allocated(avcodec_find_encoder(AV_CODEC_ID_AAC));
        context = Ffmpeg.allocated(avcodec_alloc_context3(codec));
        try {
            context.sample_fmt(AV_SAMPLE_FMT_FLTP).sample_rate(rate);
            context.bit_rate(BITS_PER_CHANNEL * channels);
            av_channel_layout_default(context.ch_layout(), channels);
            context.time_base().num(1).den(rate);
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            Ffmpeg.require(avcodec_open2(context, codec, (AVDictionary) null), "open AAC");
            Ffmpeg.require(
                    avcodec_parameters_from_context(parameters, context), "describe a coding");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static long sampleAt(long us, int rate) {
        return Math.floorDiv(us * rate + SECOND_US / 2, SECOND_US);
    }

    /**
     * @param like the first frame
     * @return null if sound of this form cannot be read
     */
    static ClipSoundEncoder open(AVFrame like, ClipRequest request) {
        int rate = RATES.contains(like.sample_rate()) ? like.sample_rate() : USUAL_RATE;
        int channels = like.ch_layout().nb_channels() == 1 ? 1 : 2;
        ClipSoundEncoder encoder = new ClipSoundEncoder(rate, channels, request);
        if (!encoder.resampler.reads(like)) {
            encoder.close();
            return null;
        }
        return encoder;
    }

    /**
     * @param firstIn number of its first sample at its own rate, counted from media time 0
     */
    void add(AVFrame heard, long firstIn) {
        resampler.add(heard, firstIn);
    }

    /** Whether it has all of the stretch. */
    boolean isFull() {
        return next >= end;
    }

    /**
     * Takes samples of the encoder's rate.
     *
     * @param at number of the first, counted from media time 0
     */
    private void put(long at, float[][] samples, int count) {
        silence(Math.min(at, end));
        long heard = Math.max(0, next - at);
        for (int i = (int) Math.min(heard, count); i < count && next < end; i++) {
            for (int c = 0; c < channels; c++) {
                open[c][filled] = samples[c][i];
            }
            took();
        }
    }

    /** What is missing before a sample. */
    private void silence(long until) {
        while (next < until) {
            for (int c = 0; c < channels; c++) {
                open[c][filled] = 0;
            }
            took();
        }
    }

    private void took() {
        next++;
        if (++filled == FRAME) {
            encode();
        }
    }

    private void encode() {
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(rate).nb_samples(filled);
        av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
        Ffmpeg.require(av_frame_get_buffer(frame, 0), "prepare samples");
        for (int c = 0; c < channels; c++) {
            new FloatPointer(frame.data(c)).put(open[c], 0, filled);
        }
        frame.pts(next - filled - first);
        filled = 0;
        send(frame);
        av_frame_unref(frame);
    }

    private void send(AVFrame samples) {
        Ffmpeg.require(avcodec_send_frame(context, samples), "encode sound");
        while (true) {
            AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
            if (avcodec_receive_packet(context, packet) < 0) {
                av_packet_free(packet);
                return;
            }
            packets.add(packet);
        }
    }

    /** Nothing follows. */
    void finish() {
        resampler.finish();
        if (next == first) {
            return;
        }
        if (filled > 0) {
            encode();
        }
        send(null);
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    AVCodecParameters parameters() {
        return parameters;
    }

    int rate() {
        return rate;
    }

    void writeUntil(double seconds, ClipFile file, AVStream stream) throws RejectedInput {
        AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
        try {
            while (!packets.isEmpty() && (double) packets.peek().pts() / rate <= seconds) {
                AVPacket kept = packets.poll();
                av_packet_move_ref(packet, kept);
                av_packet_free(kept);
                file.write(packet, stream);
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
    }

    @Override
    public void close() {
        resampler.close();
        packets.forEach(packet -> av_packet_free(packet));
        packets.clear();
        av_frame_free(frame);
        avcodec_parameters_free(parameters);
        avcodec_free_context(context);
    }
}
