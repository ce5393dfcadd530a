package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_parse_string;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/** Copies all tracks of a clip into an MP4 in fragments. */
final class TestingFragments {
    private TestingFragments() {}

    /**
     * @param options of FFmpeg's muxer: {@code movflags=frag_keyframe:frag_duration=300000}
     */
    static void copy(Path clip, Path to, String options) {
        AVFormatContext in = new AVFormatContext(null);
        Ffmpeg.require(avformat_open_input(in, clip.toString(), null, null), "open");
        Ffmpeg.require(avformat_find_stream_info(in, (PointerPointer<?>) null), "read");
        AVFormatContext out = new AVFormatContext(null);
        Ffmpeg.require(avformat_alloc_output_context2(out, null, null, to.toString()), "mux");
        for (int i = 0; i < in.nb_streams(); i++) {
            AVStream stream = avformat_new_stream(out, null);
            avcodec_parameters_copy(stream.codecpar(), in.streams(i).codecpar());
            stream.codecpar().codec_tag(0);
            stream.time_base(in.streams(i).time_base());
        }
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.require(avio_open(io, to.toString(), AVIO_FLAG_WRITE), "write");
        out.pb(io);
        AVDictionary how = new AVDictionary(null);
        av_dict_parse_string(how, options, "=", ":", 0);
        Ffmpeg.require(avformat_write_header(out, how), "write a header");
        av_dict_free(how);
        packets(in, out);
        Ffmpeg.require(av_write_trailer(out), "write a trailer");
        avio_closep(out.pb());
        avformat_free_context(out);
    }

    private static void packets(AVFormatContext in, AVFormatContext out) {
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(in, packet) >= 0) {
            int index = packet.stream_index();
            av_packet_rescale_ts(
                    packet, in.streams(index).time_base(), out.streams(index).time_base());
            Ffmpeg.require(av_interleaved_write_frame(out, packet), "write a packet");
        }
        av_packet_free(packet);
        avformat_close_input(in);
    }
}
