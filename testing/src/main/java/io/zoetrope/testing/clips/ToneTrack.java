package io.zoetrope.testing.clips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** An AAC track with a sine of 440 Hz, mono. For one thread. */
final class ToneTrack implements AutoCloseable {
    private static final int SAMPLE_RATE = 44_100;
    private static final double HERTZ = 440;
    private static final float AMPLITUDE = 0.2f;

    private final Muxer muxer;
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVFrame frame = av_frame_alloc();
    private long samples;

    ToneTrack(Muxer muxer) {
        this.muxer = muxer;
        AVCodec codec = Ffmpeg.check(avcodec_find_encoder(AV_CODEC_ID_AAC), "AAC encoder");
        encoder = avcodec_alloc_context3(codec);
        encoder.sample_fmt(AV_SAMPLE_FMT_FLTP);
        encoder.sample_rate(SAMPLE_RATE);
        encoder.bit_rate(64_000);
        av_channel_layout_default(encoder.ch_layout(), 1);
        encoder.time_base(Ffmpeg.rational(1, SAMPLE_RATE));
        muxer.prepare(encoder);
        Ffmpeg.check(avcodec_open2(encoder, codec, (AVDictionary) null), "open AAC");
        stream = muxer.addStream(encoder);
        frame.format(AV_SAMPLE_FMT_FLTP);
        frame.sample_rate(SAMPLE_RATE);
        frame.nb_samples(encoder.frame_size());
        av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout());
        Ffmpeg.check(av_frame_get_buffer(frame, 0), "sample buffer");
    }

    /** Encodes on until the track is this long. */
    void encodeUntil(double seconds) {
        while (samples < seconds * SAMPLE_RATE) {
            Ffmpeg.check(av_frame_make_writable(frame), "sample buffer");
            FloatPointer out = new FloatPointer(frame.data(0));
            for (int i = 0; i < frame.nb_samples(); i++) {
                double phase = 2 * Math.PI * HERTZ * (samples + i) / SAMPLE_RATE;
                out.put(i, AMPLITUDE * (float) Math.sin(phase));
            }
            frame.pts(samples);
            samples += frame.nb_samples();
            muxer.write(encoder, stream, frame);
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
