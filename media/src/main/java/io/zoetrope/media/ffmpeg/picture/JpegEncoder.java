package io.zoetrope.media.ffmpeg.picture;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/** Packed RGB of one size to JPEG, by FFmpeg's own encoder. For one thread. */
final class JpegEncoder implements AutoCloseable {
    /** FFmpeg's scale: 2 is best, 31 worst; 4 is about 88 of 100 in other programs. */
    private static final int QUALITY = 4;

    private static final int RGB = 3;
    private static final int ALIGNMENT = 64;
    private static final int ONE = 1 << 16;

    private final int width;
    private final int height;
    private AVCodecContext context;
    private SwsContext toYuv;
    private AVFrame rgb;
    private AVFrame yuv;
    private AVPacket packet;
    private ByteBuffer pixels;

    /**
     * @param width even
     * @param height even
     */
    JpegEncoder(int width, int height) {
        this.width = width;
        this.height = height;
        try {
            rgb = picture(AV_PIX_FMT_RGB24);
            yuv = picture(AV_PIX_FMT_YUVJ420P);
            pixels = rgb.data(0).capacity((long) rgb.linesize(0) * height).asByteBuffer();
            packet = Ffmpeg.allocated(av_packet_alloc());
            openScaler();
            openEncoder();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private AVFrame picture(int format) {
        AVFrame made = Ffmpeg.allocated(av_frame_alloc());
        made.width(width).height(height).format(format).color_range(AVCOL_RANGE_JPEG);
        if (av_frame_get_buffer(made, ALIGNMENT) < 0) {
            av_frame_free(made);
            Ffmpeg.allocated(null);
        }
        return made;
    }

    private void openScaler() {
        toYuv =
                Ffmpeg.allocated(
                        sws_getContext(
                                width,
                                height,
                                AV_PIX_FMT_RGB24,
                                width,
                                height,
                                AV_PIX_FMT_YUVJ420P,
                                SWS_AREA,
                                null,
                                null,
                                (DoublePointer) null));
        // JFIF is BT.601 in full range.
        IntPointer bt601 = sws_getCoefficients(AVCOL_SPC_SMPTE170M);
        sws_setColorspaceDetails(toYuv, bt601, 1, bt601, 1, 0, ONE, ONE);
    }

    private void openEncoder() {
        context = Ffmpeg.allocated(avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_MJPEG)));
        context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUVJ420P);
        context.color_range(AVCOL_RANGE_JPEG);
        context.time_base().num(1).den(1);
        context.thread_count(1);
        context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
        context.global_quality(FF_QP2LAMBDA * QUALITY);
        int opened = avcodec_open2(context, null, (AVDictionary) null);
        if (opened < 0) {
            throw new IllegalStateException("no JPEG encoder: " + Ffmpeg.message(opened));
        }
    }

    /**
     * @param packed {@code width * height * 3} bytes
     * @return JFIF bytes
     */
    byte[] encode(byte[] packed) {
        int stride = rgb.linesize(0);
        for (int y = 0; y < height; y++) {
            pixels.put(y * stride, packed, y * width * RGB, width * RGB);
        }
        Ffmpeg.require(av_frame_make_writable(yuv), "prepare a JPEG");
        sws_scale(toYuv, rgb.data(), rgb.linesize(), 0, height, yuv.data(), yuv.linesize());
        yuv.quality(context.global_quality());
        yuv.pts(yuv.pts() + 1);
        Ffmpeg.require(avcodec_send_frame(context, yuv), "encode a JPEG");
        Ffmpeg.require(avcodec_receive_packet(context, packet), "encode a JPEG");
        byte[] jpeg = new byte[packet.size()];
        packet.data().get(jpeg);
        av_packet_unref(packet);
        return jpeg;
    }

    @Override
    public void close() {
        avcodec_free_context(context);
        sws_freeContext(toYuv);
        av_frame_free(rgb);
        av_frame_free(yuv);
        av_packet_free(packet);
    }
}
