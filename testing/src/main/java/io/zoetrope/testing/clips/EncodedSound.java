package io.zoetrope.testing.clips;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Encodes sound into one track of a file. For one thread. */
final class EncodedSound implements AutoCloseable {
    private static final int USUAL_FRAME = 1024;

    /** FFmpeg's FF_COMPLIANCE_EXPERIMENTAL. */
    private static final int EXPERIMENTAL = -2;

    private static final Map<String, Integer> FORMATS =
            Map.of(
                    "aac", AV_SAMPLE_FMT_FLTP,
                    "ac3", AV_SAMPLE_FMT_FLTP,
                    "libmp3lame", AV_SAMPLE_FMT_S16P,
                    "libopus", AV_SAMPLE_FMT_FLT,
                    "flac", AV_SAMPLE_FMT_S16,
                    "pcm_s16le", AV_SAMPLE_FMT_S16);

    private final Muxer muxer;
    private final SoundOptions options;
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVFrame frame = av_frame_alloc();
    private long sample;

    EncodedSound(Muxer muxer, SoundOptions options) {
        this.muxer = muxer;
        this.options = options;
        AVCodec codec =
                Ffmpeg.check(avcodec_find_encoder_by_name(options.codec()), options.codec());
        encoder = avcodec_alloc_context3(codec);
        encoder.sample_fmt(FORMATS.get(options.codec()));
        encoder.sample_rate(options.rate());
        encoder.bit_rate(Math.min(320_000L, 96_000L * options.channels()));
        encoder.strict_std_compliance(EXPERIMENTAL);
        av_channel_layout_default(encoder.ch_layout(), options.channels());
        encoder.time_base(Ffmpeg.rational(1, options.rate()));
        muxer.prepare(encoder);
        Ffmpeg.check(avcodec_open2(encoder, codec, (AVDictionary) null), "open sound");
        stream = muxer.addStream(encoder);
        sample = Math.round(options.startSeconds() * options.rate());
    }

    /** Encodes on until the track is this long, or as long as it is to be. */
    void encodeUntil(double seconds) {
        long end = Math.round(Math.min(seconds, options.endSeconds()) * options.rate());
        int most = encoder.frame_size() == 0 ? USUAL_FRAME : encoder.frame_size();
        long last = Math.round(options.endSeconds() * options.rate());
        long gap = Math.round((options.startSeconds() + options.endSeconds()) / 2 * options.rate());
        long behind = gap + Math.round(options.gapSeconds() * options.rate());
        while (sample < end) {
            if (sample >= gap && sample < behind) {
                sample = behind;
                continue;
            }
            int count = (int) Math.min(most, last - sample);
            if (count < most && end < last) {
                return;
            }
            fill(count);
            frame.pts(sample);
            sample += count;
            muxer.write(encoder, stream, frame);
            av_frame_unref(frame);
        }
    }

    private void fill(int count) {
        frame.format(encoder.sample_fmt());
        frame.sample_rate(options.rate());
        frame.nb_samples(count);
        av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout());
        Ffmpeg.check(av_frame_get_buffer(frame, 0), "sample buffer");
        int channels = options.channels();
        int format = encoder.sample_fmt();
        boolean planar = format == AV_SAMPLE_FMT_FLTP || format == AV_SAMPLE_FMT_S16P;
        boolean real = format == AV_SAMPLE_FMT_FLTP || format == AV_SAMPLE_FMT_FLT;
        for (int c = 0; c < channels; c++) {
            int plane = planar ? c : 0;
            FloatPointer floats = new FloatPointer(frame.data(plane));
            ShortPointer shorts = new ShortPointer(frame.data(plane));
            for (int i = 0; i < count; i++) {
                double value = options.wave().at((sample + i) / (double) options.rate());
                int at = planar ? i : i * channels + c;
                if (real) {
                    floats.put(at, (float) value);
                } else {
                    shorts.put(at, (short) Math.round(value * Short.MAX_VALUE));
                }
            }
        }
    }

    void finish() {
        muxer.write(encoder, stream, null);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(encoder);
    }
}
