package io.zoetrope.benchmarks.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
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
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.zoetrope.media.Sampling;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * What FFmpeg's C library costs: the file opened by the library itself, one decoding thread, the
 * same frames scaled to the same size with the same flags, nothing else. No checks, no cleaning up
 * on failure: a benchmark's yardstick, no example.
 */
final class BareDecode implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    private final int side;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final AVFrame small = av_frame_alloc();
    private final AVCodecContext decoder;
    private final int video;
    private SwsContext scaler;

    BareDecode(Path file, int side) {
        this.side = side;
        avformat_open_input(format, file.toString(), null, null);
        avformat_find_stream_info(format, (PointerPointer<?>) null);
        video =
                av_find_best_stream(
                        format, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        AVCodec codec = avcodec_find_decoder(format.streams(video).codecpar().codec_id());
        decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, format.streams(video).codecpar());
        decoder.pkt_timebase(format.streams(video).time_base());
        decoder.thread_count(1);
        avcodec_open2(decoder, codec, (AVDictionary) null);
        small.width(side).height(side).format(AV_PIX_FMT_RGB24);
        av_frame_get_buffer(small, ALIGNMENT);
    }

    /** Decodes all; returns how many frames were scaled. */
    int run(Sampling sampling) {
        return run(sampling, decoded -> {});
    }

    /**
     * The same.
     *
     * @param each is handed every frame that was decoded
     */
    int run(Sampling sampling, Consumer<AVFrame> each) {
        int scaled = 0;
        long lastMultiple = -1;
        double usPerTick = 1e6 * decoder.pkt_timebase().num() / decoder.pkt_timebase().den();
        boolean more = true;
        while (more) {
            more = av_read_frame(format, packet) >= 0;
            boolean other = packet.stream_index() != video;
            boolean between = sampling.keyFramesOnly() && (packet.flags() & AV_PKT_FLAG_KEY) == 0;
            if (more && (other || between)) {
                av_packet_unref(packet);
                continue;
            }
            avcodec_send_packet(decoder, more ? packet : null);
            av_packet_unref(packet);
            while (avcodec_receive_frame(decoder, frame) >= 0) {
                each.accept(frame);
                double us = frame.best_effort_timestamp() * usPerTick;
                long multiple =
                        sampling.intervalUs() == 0
                                ? lastMultiple + 1
                                : (long) (us / sampling.intervalUs());
                if (multiple > lastMultiple) {
                    lastMultiple = multiple;
                    scale();
                    scaled++;
                }
            }
        }
        return scaled;
    }

    private void scale() {
        if (scaler == null) {
            scaler =
                    sws_getContext(
                            frame.width(),
                            frame.height(),
                            frame.format(),
                            side,
                            side,
                            AV_PIX_FMT_RGB24,
                            SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
                            null,
                            null,
                            (DoublePointer) null);
        }
        sws_scale(
                scaler,
                frame.data(),
                frame.linesize(),
                0,
                frame.height(),
                small.data(),
                small.linesize());
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        av_frame_free(small);
        avcodec_free_context(decoder);
        avformat_close_input(format);
        sws_freeContext(scaler);
    }
}
