package io.zoetrope.testing.clips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Writes encoded packets of several tracks into one file. For one thread. */
final class Muxer implements AutoCloseable {
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();

    Muxer(Path file) {
        Ffmpeg.check(
                avformat_alloc_output_context2(context, null, (String) null, file.toString()),
                "no container for " + file.getFileName());
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "cannot write " + file);
        context.pb(io);
    }

    /** Some containers keep codec headers outside the packets: call before opening an encoder. */
    void prepare(AVCodecContext encoder) {
        if ((context.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
    }

    AVStream addStream(AVCodecContext encoder) {
        AVStream stream = Ffmpeg.check(avformat_new_stream(context, null), "room for a stream");
        stream.time_base(encoder.time_base());
        Ffmpeg.check(
                avcodec_parameters_from_context(stream.codecpar(), encoder), "codec parameters");
        return stream;
    }

    /** A stream that no encoder is open for. */
    AVStream addStream(int kind, int codec) {
        AVStream stream = Ffmpeg.check(avformat_new_stream(context, null), "room for a stream");
        stream.codecpar().codec_type(kind).codec_id(codec);
        return stream;
    }

    void writeHeader() {
        writeHeader("");
    }

    /**
     * @param movFlags FFmpeg's, for MP4; or empty
     */
    void writeHeader(String movFlags) {
        AVDictionary settings = new AVDictionary(null);
        if (!movFlags.isEmpty()) {
            av_dict_set(settings, "movflags", movFlags, 0);
        }
        Ffmpeg.check(avformat_write_header(context, settings), "header");
        av_dict_free(settings);
    }

    /** Writes a packet whose times are in parts of a second. */
    void write(AVPacket made, AVStream stream, int partsOfSecond) {
        av_packet_rescale_ts(made, Ffmpeg.rational(1, partsOfSecond), stream.time_base());
        made.stream_index(stream.index());
        Ffmpeg.check(av_interleaved_write_frame(context, made), "write a packet");
    }

    /**
     * Sends a frame through an encoder and writes all packets that it has ready.
     *
     * @param frame null at the end
     */
    void write(AVCodecContext encoder, AVStream stream, AVFrame frame) {
        Ffmpeg.check(avcodec_send_frame(encoder, frame), "encode");
        // Anything below 0 means that it wants more frames, or that it has no more packets.
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            Ffmpeg.check(av_interleaved_write_frame(context, packet), "write a packet");
        }
    }

    void writeTrailer() {
        Ffmpeg.check(av_write_trailer(context), "trailer");
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avio_closep(context.pb());
        avformat_free_context(context);
    }
}
