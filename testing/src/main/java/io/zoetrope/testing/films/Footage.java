package io.zoetrope.testing.films;

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
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** The pictures of an excerpt, small, in memory. For one thread. */
final class Footage {
    private static final int WIDTH = 384;

    /** A minute at most, at 25 pictures a second. */
    private static final int MOST = 1500;

    private final Excerpt excerpt;
    private final List<Double> times = new ArrayList<>();
    private final List<BufferedImage> pictures = new ArrayList<>();

    Footage(Excerpt excerpt) {
        this.excerpt = excerpt;
        AVFormatContext format = new AVFormatContext(null);
        String name = excerpt.file().toString();
        check(avformat_open_input(format, name, null, null), "open " + name);
        try {
            check(avformat_find_stream_info(format, (PointerPointer<?>) null), "probe " + name);
            read(
                    format,
                    av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0));
        } finally {
            avformat_close_input(format);
        }
        if (pictures.isEmpty()) {
            throw new IllegalStateException("no picture in " + excerpt);
        }
    }

    private static void check(int result, String what) {
        if (result < 0) {
            throw new IllegalStateException("cannot " + what + ": " + result);
        }
    }

    Excerpt excerpt() {
        return excerpt;
    }

    /** From the first picture to the last. */
    double seconds() {
        return times.get(times.size() - 1) - times.get(0);
    }

    /** The picture that is shown so long after the beginning; the last one stays. */
    BufferedImage at(double seconds) {
        double wanted = times.get(0) + Math.max(0, seconds) + 1e-6;
        int at = 0;
        while (at + 1 < times.size() && times.get(at + 1) <= wanted) {
            at++;
        }
        return pictures.get(at);
    }

    private void read(AVFormatContext format, int track) {
        AVStream stream = format.streams(track);
        AVCodecContext decoder =
                avcodec_alloc_context3(avcodec_find_decoder(stream.codecpar().codec_id()));
        avcodec_parameters_to_context(decoder, stream.codecpar());
        check(avcodec_open2(decoder, (AVCodec) null, (AVDictionary) null), "decode " + excerpt);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        boolean more = true;
        while (more && av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == track && avcodec_send_packet(decoder, packet) >= 0) {
                more = take(decoder, stream, frame);
            }
            av_packet_unref(packet);
        }
        if (more) {
            avcodec_send_packet(decoder, null);
            take(decoder, stream, frame);
        }
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(decoder);
    }

    /** Whether more is wanted. */
    private boolean take(AVCodecContext decoder, AVStream stream, AVFrame frame) {
        double start = Math.max(0, stream.start_time() * av_q2d(stream.time_base()));
        while (avcodec_receive_frame(decoder, frame) >= 0) {
            double at = frame.best_effort_timestamp() * av_q2d(stream.time_base()) - start;
            if (at >= excerpt.toSeconds() || pictures.size() == MOST) {
                return false;
            }
            boolean next = times.isEmpty() || at > times.get(times.size() - 1) + 0.03;
            if (at >= excerpt.fromSeconds() && next) {
                times.add(at);
                pictures.add(picture(frame));
            }
        }
        return true;
    }

    private static BufferedImage picture(AVFrame frame) {
        int height = Math.max(2, WIDTH * frame.height() / frame.width());
        BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] into = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        SwsContext scaler =
                sws_getContext(
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        WIDTH,
                        height,
                        AV_PIX_FMT_BGR24,
                        SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
        try (BytePointer out = new BytePointer(into.length + 64L);
                PointerPointer<BytePointer> planes = new PointerPointer<>(out, null, null, null);
                IntPointer strides = new IntPointer(new int[] {3 * WIDTH, 0, 0, 0})) {
            sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
            out.get(into);
        }
        sws_freeContext(scaler);
        return picture;
    }
}
