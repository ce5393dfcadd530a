package io.zoetrope.models.runtime;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.Assumptions;

/** Sounds and frames of real files, decoded once each; models itself decodes neither. */
public final class TestingMedia {
    private static final int RATE = 16_000;
    private static final int MAX_SAMPLES = 60 * RATE;

    private TestingMedia() {}

    /** All samples at 16 kHz, mono; skips the test if the file is not here. */
    static float[] samples(String path) {
        FloatPointer out = new FloatPointer(MAX_SAMPLES);
        AVChannelLayout mono = new AVChannelLayout();
        av_channel_layout_default(mono, 1);
        SwrContext resampler = new SwrContext(null);
        int[] filled = {0};
        decode(
                path,
                AVMEDIA_TYPE_AUDIO,
                frame -> {
                    if (resampler.isNull()) {
                        open(resampler, mono, frame);
                    }
                    filled[0] += convert(resampler, out, filled[0], frame);
                    return filled[0] < MAX_SAMPLES;
                });
        filled[0] += convert(resampler, out, filled[0], null);
        swr_free(resampler);
        float[] samples = new float[filled[0]];
        out.position(0).get(samples);
        return samples;
    }

    private static void open(SwrContext resampler, AVChannelLayout mono, AVFrame frame) {
        int format = AV_SAMPLE_FMT_FLT;
        swr_alloc_set_opts2(
                resampler,
                mono,
                format,
                RATE,
                frame.ch_layout(),
                frame.format(),
                frame.sample_rate(),
                0,
                null);
        swr_init(resampler);
    }

    private static int convert(SwrContext resampler, FloatPointer out, int at, AVFrame frame) {
        PointerPointer<FloatPointer> into = new PointerPointer<>(1);
        into.put(0, out.getPointer(at));
        return swr_convert(
                resampler,
                into,
                MAX_SAMPLES - at,
                frame == null ? null : frame.extended_data(),
                frame == null ? 0 : frame.nb_samples());
    }

    /** Frame number {@code index}, stretched to packed RGB; skips the test if it is not here. */
    public static byte[] frame(String path, int index, int width, int height) {
        BytePointer out = new BytePointer((long) width * height * 3);
        int[] seen = {0};
        decode(
                path,
                AVMEDIA_TYPE_VIDEO,
                frame -> {
                    if (seen[0]++ < index) {
                        return true;
                    }
                    scale(frame, out, width, height);
                    return false;
                });
        byte[] rgb = new byte[width * height * 3];
        out.get(rgb);
        return rgb;
    }

    private static void scale(AVFrame frame, BytePointer out, int width, int height) {
        SwsContext scaler =
                sws_getContext(
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        width,
                        height,
                        AV_PIX_FMT_RGB24,
                        SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
        PointerPointer<BytePointer> planes = new PointerPointer<>(4);
        planes.put(0, out);
        IntPointer strides = new IntPointer(3 * width, 0, 0, 0);
        sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        sws_freeContext(scaler);
    }

    /** Hands over frames until {@code goOn} says no. */
    private static void decode(String path, int type, Predicate<AVFrame> goOn) {
        Path file = Path.of(System.getProperty("zoetrope.shared", "../../shared"), path);
        Assumptions.assumeTrue(Files.isRegularFile(file), "real file is not here: " + path);
        AVFormatContext format = new AVFormatContext(null);
        if (avformat_open_input(format, file.toString(), null, null) < 0) {
            throw new IllegalStateException(path + " does not open");
        }
        avformat_find_stream_info(format, (AVDictionary) null);
        int stream = av_find_best_stream(format, type, -1, -1, (PointerPointer<?>) null, 0);
        var parameters = format.streams(stream).codecpar();
        AVCodecContext codec = avcodec_alloc_context3(avcodec_find_decoder(parameters.codec_id()));
        avcodec_parameters_to_context(codec, parameters);
        avcodec_open2(codec, avcodec_find_decoder(parameters.codec_id()), (AVDictionary) null);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        boolean more = true;
        while (more && av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == stream) {
                avcodec_send_packet(codec, packet);
                while (more && avcodec_receive_frame(codec, frame) >= 0) {
                    more = goOn.test(frame);
                }
            }
            av_packet_unref(packet);
        }
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(codec);
        avformat_close_input(format);
    }
}
