package io.zoetrope.benchmarks.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_HIGH;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.zoetrope.media.ffmpeg.encode.PictureEncoder;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.PictureSize;
import java.nio.file.Path;
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
 * What FFmpeg's libraries cost: the file opened by the library itself, decoded on one thread,
 * scaled to one size and encoded by one encoder from beginning to end with the same settings, the
 * packets thrown away. No checks, no cleaning up on failure: a benchmark's yardstick, no example.
 */
final class BareEncode implements AutoCloseable {
    private static final int ALIGNMENT = 64;
    private static final int KEY_SECONDS = 2;

    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final AVFrame small = av_frame_alloc();
    private final AVCodecContext decoder;
    private final AVCodecContext encoder;
    private final int video;
    private SwsContext scaler;
    private int encoded;

    BareEncode(Path file, PictureSize size, Encoding encoding, int rate) {
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
        small.width(size.width()).height(size.height()).format(AV_PIX_FMT_YUV420P);
        av_frame_get_buffer(small, ALIGNMENT);
        encoder = encoder(size, encoding, rate);
    }

    private static AVCodecContext encoder(PictureSize size, Encoding encoding, int rate) {
        AVCodec codec = avcodec_find_encoder_by_name(encoding.encoder());
        AVCodecContext context = avcodec_alloc_context3(codec);
        int bits = encoding.bitRate(size, rate);
        context.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(rate);
        context.framerate().num(rate).den(1);
        context.bit_rate(bits).rc_max_rate(2L * bits).rc_buffer_size(2 * bits);
        context.gop_size(KEY_SECONDS * rate).max_b_frames(0).profile(AV_PROFILE_H264_HIGH);
        context.thread_count(1).flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        AVDictionary options = new AVDictionary(null);
        PictureEncoder.options(encoding.encoder())
                .forEach((key, value) -> av_dict_set(options, key, value, 0));
        avcodec_open2(context, codec, options);
        av_dict_free(options);
        return context;
    }

    /** Returns how many pictures came out. */
    int run() {
        boolean more = true;
        while (more) {
            more = av_read_frame(format, packet) >= 0;
            if (more && packet.stream_index() != video) {
                av_packet_unref(packet);
                continue;
            }
            avcodec_send_packet(decoder, more ? packet : null);
            av_packet_unref(packet);
            while (avcodec_receive_frame(decoder, frame) >= 0) {
                scale();
                encode(small);
            }
        }
        encode(null);
        return encoded;
    }

    private void scale() {
        if (scaler == null) {
            scaler =
                    sws_getContext(
                            frame.width(),
                            frame.height(),
                            frame.format(),
                            small.width(),
                            small.height(),
                            AV_PIX_FMT_YUV420P,
                            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
                            null,
                            null,
                            (DoublePointer) null);
        }
        av_frame_make_writable(small);
        sws_scale(
                scaler,
                frame.data(),
                frame.linesize(),
                0,
                frame.height(),
                small.data(),
                small.linesize());
        small.pts(encoded);
    }

    private void encode(AVFrame picture) {
        avcodec_send_frame(encoder, picture);
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            av_packet_unref(packet);
            encoded++;
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        av_frame_free(small);
        avcodec_free_context(decoder);
        avcodec_free_context(encoder);
        avformat_close_input(format);
        sws_freeContext(scaler);
    }
}
