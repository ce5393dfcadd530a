package io.zoetrope.testing.clips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Encodes pictures into one track of a file. For one thread. */
final class VideoTrack implements AutoCloseable {
    /** Vector code reads a little beyond the last pixel. */
    private static final int PADDING = 64;

    private static final int MATRIX_BYTES = 9 * Integer.BYTES;

    private final Muxer muxer;
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVFrame frame = av_frame_alloc();
    private final SwsContext scaler;
    private final BytePointer pixels;
    private final PointerPointer<BytePointer> planes;
    private final IntPointer strides;
    private final int height;

    VideoTrack(Muxer muxer, ClipOptions options) {
        this.muxer = muxer;
        this.height = options.height();
        encoder = open(muxer, options);
        stream = muxer.addStream(encoder);
        stream.avg_frame_rate(encoder.framerate());
        if (options.rotationDegrees() != 0) {
            rotate(stream.codecpar(), options.rotationDegrees());
        }
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(options.width());
        frame.height(height);
        Ffmpeg.check(av_frame_get_buffer(frame, 0), "frame buffer");
        scaler =
                sws_getContext(
                        options.width(),
                        height,
                        AV_PIX_FMT_BGR24,
                        options.width(),
                        height,
                        AV_PIX_FMT_YUV420P,
                        SWS_BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
        pixels = new BytePointer(3L * options.width() * height + PADDING);
        // Four of each are read, whatever the format has.
        planes = new PointerPointer<>(pixels, null, null, null);
        strides = new IntPointer(new int[] {3 * options.width(), 0, 0, 0});
    }

    /**
     * @param time presentation time in frames
     */
    void encode(BufferedImage picture, long time) {
        pixels.put(((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
        Ffmpeg.check(av_frame_make_writable(frame), "frame buffer");
        sws_scale(scaler, planes, strides, 0, height, frame.data(), frame.linesize());
        frame.pts(time);
        muxer.write(encoder, stream, frame);
    }

    void finish() {
        muxer.write(encoder, stream, null);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(encoder);
        sws_freeContext(scaler);
        strides.close();
        planes.close();
        pixels.close();
    }

    private static AVCodecContext open(Muxer muxer, ClipOptions options) {
        AVCodec codec = avcodec_find_encoder_by_name(options.codec());
        Ffmpeg.check(codec, "encoder " + options.codec());
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(options.width());
        context.height(options.height());
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.colorspace(AVCOL_SPC_SMPTE170M);
        context.color_range(AVCOL_RANGE_MPEG);
        context.framerate(Ffmpeg.rational(options.frameRate()));
        context.time_base(
                Ffmpeg.rational(
                        options.frameRate().denominator(), options.frameRate().numerator()));
        context.gop_size(options.gopFrames());
        context.max_b_frames(options.bFrames());
        context.bit_rate(Math.max(400_000L, 3L * options.width() * options.height()));
        context.thread_count(1);
        muxer.prepare(context);
        AVDictionary settings = new AVDictionary(null);
        // Key frames stand where they are asked for, not where pictures change.
        av_dict_set(settings, "sc_threshold", "1000000000", 0);
        if (options.codec().startsWith("libvpx")) {
            av_dict_set(settings, "deadline", "realtime", 0);
            av_dict_set(settings, "cpu-used", "8", 0);
            av_dict_set(settings, "lag-in-frames", "0", 0);
        }
        Ffmpeg.check(avcodec_open2(context, codec, settings), "open " + options.codec());
        av_dict_free(settings);
        return context;
    }

    private static void rotate(AVCodecParameters parameters, int degrees) {
        try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            list.put(0, parameters.coded_side_data());
            count.put(parameters.nb_coded_side_data());
            AVPacketSideData matrix =
                    av_packet_side_data_new(
                            list, count, AV_PKT_DATA_DISPLAYMATRIX, MATRIX_BYTES, 0);
            av_display_rotation_set(new IntPointer(matrix.data()), degrees);
            parameters.coded_side_data(list.get(AVPacketSideData.class, 0));
            parameters.nb_coded_side_data(count.get());
        }
    }
}
