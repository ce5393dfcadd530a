package io.zoetrope.testing.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
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

/** Decodes the first track of a good file from start to end: enough to check what was encoded. */
final class PlainDecoder {
    /** Takes one picture. */
    interface Frames {
        void accept(double seconds, byte[] rgb);
    }

    private PlainDecoder() {}

    static int streams(Path file) {
        return open(file, AVFormatContext::nb_streams);
    }

    static int clockwiseDegrees(Path file) {
        return open(
                file,
                format -> {
                    AVCodecParameters p = format.streams(0).codecpar();
                    BytePointer matrix =
                            av_packet_side_data_get(
                                            p.coded_side_data(),
                                            p.nb_coded_side_data(),
                                            AV_PKT_DATA_DISPLAYMATRIX)
                                    .data();
                    return (int) Math.round(-av_display_rotation_get(new IntPointer(matrix)));
                });
    }

    static void read(Path file, Frames frames) {
        int read = open(file, format -> decode(format, frames));
        if (read == 0) {
            throw new AssertionError("no frame in " + file);
        }
    }

    private static int open(Path file, ToIntFunction<AVFormatContext> work) {
        AVFormatContext format = new AVFormatContext(null);
        Ffmpeg.check(avformat_open_input(format, file.toString(), null, null), "open " + file);
        try {
            Ffmpeg.check(avformat_find_stream_info(format, (PointerPointer<?>) null), "probe");
            return work.applyAsInt(format);
        } finally {
            avformat_close_input(format);
        }
    }

    private static int decode(AVFormatContext format, Frames frames) {
        AVStream stream = format.streams(0);
        AVCodecContext decoder =
                avcodec_alloc_context3(avcodec_find_decoder(stream.codecpar().codec_id()));
        avcodec_parameters_to_context(decoder, stream.codecpar());
        Ffmpeg.check(
                avcodec_open2(
                        decoder, (org.bytedeco.ffmpeg.avcodec.AVCodec) null, (AVDictionary) null),
                "open decoder");
        AVPacket packet = av_packet_alloc();
        int count = 0;
        while (av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == 0) {
                Ffmpeg.check(avcodec_send_packet(decoder, packet), "decode");
                count += drain(decoder, stream, frames);
            }
            av_packet_unref(packet);
        }
        avcodec_send_packet(decoder, null);
        count += drain(decoder, stream, frames);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        return count;
    }

    private static int drain(AVCodecContext decoder, AVStream stream, Frames frames) {
        AVFrame frame = av_frame_alloc();
        int count = 0;
        while (avcodec_receive_frame(decoder, frame) >= 0) {
            double seconds = frame.best_effort_timestamp() * av_q2d(stream.time_base());
            frames.accept(Math.round(seconds * 1e4) / 1e4, rgb(frame));
            count++;
        }
        av_frame_free(frame);
        return count;
    }

    private static byte[] rgb(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        SwsContext scaler =
                sws_getContext(
                        width,
                        height,
                        frame.format(),
                        width,
                        height,
                        AV_PIX_FMT_RGB24,
                        SWS_BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
        byte[] bytes = new byte[3 * width * height];
        try (BytePointer out = new BytePointer(bytes.length + 64L);
                PointerPointer<BytePointer> planes = new PointerPointer<>(out, null, null, null);
                IntPointer strides = new IntPointer(new int[] {3 * width, 0, 0, 0})) {
            sws_scale(scaler, frame.data(), frame.linesize(), 0, height, planes, strides);
            out.get(bytes);
        }
        sws_freeContext(scaler);
        return bytes;
    }
}
