package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Turns packets into frames on one thread: videos and segments run side by side, not the decoder.
 */
public final class Decoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVFrame frame;
    private long given;

    /**
     * @throws RejectedInput {@code unsupported_codec}
     */
    public Decoder(AVStream stream, String name, ReaderLimits limits) throws RejectedInput {
        String codec = Codecs.name(stream.codecpar());
        AVCodec found = avcodec_find_decoder(stream.codecpar().codec_id());
        if (found == null) {
            throw Rejections.unsupportedCodec(name, codec);
        }
        frame = Ffmpeg.allocated(av_frame_alloc());
        context = avcodec_alloc_context3(found);
        try {
            Ffmpeg.allocated(context);
            if (avcodec_parameters_to_context(context, stream.codecpar()) < 0
                    || !open(found, stream, limits)) {
                throw Rejections.unsupportedCodec(name, codec);
            }
        } catch (RejectedInput | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private boolean open(AVCodec codec, AVStream stream, ReaderLimits limits) {
        context.pkt_timebase(stream.time_base());
        context.thread_count(1);
        context.max_pixels(limits.maxPixels());
        try (BytePointer allowed = new BytePointer(Codecs.DECODERS)) {
            context.codec_whitelist(Ffmpeg.allocated(av_strdup(allowed)));
        }
        return avcodec_open2(context, codec, (AVDictionary) null) >= 0;
    }

    /**
     * @param packet or null after the last one
     * @return 0, or FFmpeg's error code
     */
    public int send(AVPacket packet) {
        return avcodec_send_packet(context, packet);
    }

    /**
     * Puts the next picture into {@link #frame()}.
     *
     * @return 0, {@code EAGAIN} if a packet is needed first, or FFmpeg's error code
     */
    public int receive() {
        int got = avcodec_receive_frame(context, frame);
        given += got == 0 ? 1 : 0;
        return got;
    }

    /** How many pictures were received: what decoding has cost. */
    public long given() {
        return given;
    }

    /** The last picture received: overwritten by the next, owned by the decoder. */
    public AVFrame frame() {
        return frame;
    }

    /** Forgets everything it was given: the next packet may come from elsewhere. */
    public void flush() {
        avcodec_flush_buffers(context);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        if (context != null) {
            avcodec_free_context(context);
        }
    }
}
