package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_grow_packet;
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
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/** Copies the first track of some clips into one file, with changed facts about them. */
public final class TestingRemux {
    private TestingRemux() {}

    /**
     * @param shiftTicks added to every time; what then lies before 0 is hidden by an edit list
     * @param change is given the file before its header is written
     */
    public static void copy(
            List<Path> clips, Path to, long shiftTicks, Consumer<AVFormatContext> change) {
        AVFormatContext out = new AVFormatContext(null);
        Ffmpeg.require(avformat_alloc_output_context2(out, null, null, to.toString()), "mux");
        List<AVFormatContext> inputs = clips.stream().map(clip -> opened(clip, out)).toList();
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.require(avio_open(io, to.toString(), AVIO_FLAG_WRITE), "write");
        out.pb(io);
        if (shiftTicks != 0) {
            out.avoid_negative_ts(AVFormatContext.AVFMT_AVOID_NEG_TS_DISABLED);
        }
        change.accept(out);
        Ffmpeg.require(avformat_write_header(out, (AVDictionary) null), "write a header");
        for (int i = 0; i < inputs.size(); i++) {
            packets(inputs.get(i), out, i, shiftTicks);
        }
        Ffmpeg.require(av_write_trailer(out), "write a trailer");
        avio_closep(out.pb());
        avformat_free_context(out);
    }

    /**
     * The first tracks of some clips one after the other as one track, which is described as the
     * first is.
     *
     * @param partUs time from the beginning of one to that of the next
     */
    public static void join(List<Path> clips, Path to, long partUs) {
        join(clips, to, partUs, 0);
    }

    /**
     * @param ticksPerSecond of the times in the file, which consists of fragments then: only these
     *     may be far apart on a fine clock; 0 for those of the first clip
     */
    public static void join(List<Path> clips, Path to, long partUs, int ticksPerSecond) {
        AVFormatContext out = new AVFormatContext(null);
        Ffmpeg.require(avformat_alloc_output_context2(out, null, null, to.toString()), "mux");
        List<AVFormatContext> inputs = new ArrayList<>();
        inputs.add(opened(clips.get(0), out));
        for (Path clip : clips.subList(1, clips.size())) {
            inputs.add(opened(clip));
        }
        AVDictionary options = new AVDictionary(null);
        if (ticksPerSecond > 0) {
            out.streams(0).time_base().num(1).den(ticksPerSecond);
            av_dict_set(options, "movflags", "frag_keyframe+empty_moov", 0);
            av_dict_set(options, "video_track_timescale", Integer.toString(ticksPerSecond), 0);
        }
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.require(avio_open(io, to.toString(), AVIO_FLAG_WRITE), "write");
        out.pb(io);
        Ffmpeg.require(avformat_write_header(out, options), "write a header");
        av_dict_free(options);
        for (int i = 0; i < inputs.size(); i++) {
            AVRational base = inputs.get(i).streams(0).time_base();
            long shift = i * partUs * base.den() / base.num() / 1_000_000;
            packets(inputs.get(i), out, 0, shift);
        }
        Ffmpeg.require(av_write_trailer(out), "write a trailer");
        avio_closep(out.pb());
        avformat_free_context(out);
    }

    /**
     * The first track of a clip of H.264 under the header of another's, with something in front of
     * its first picture.
     *
     * @param units each behind its length
     */
    public static void under(Path header, Path pictures, byte[] units, Path to) {
        AVFormatContext out = new AVFormatContext(null);
        Ffmpeg.require(avformat_alloc_output_context2(out, null, null, to.toString()), "mux");
        AVFormatContext described = opened(header, out);
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.require(avio_open(io, to.toString(), AVIO_FLAG_WRITE), "write");
        out.pb(io);
        Ffmpeg.require(avformat_write_header(out, (AVDictionary) null), "write a header");
        avformat_close_input(described);
        packets(opened(pictures), out, 0, 0, units);
        Ffmpeg.require(av_write_trailer(out), "write a trailer");
        avio_closep(out.pb());
        avformat_free_context(out);
    }

    /** What the header of a clip of H.264 says of its first track: an {@code avcC} box. */
    public static byte[] header(Path clip) {
        AVFormatContext in = opened(clip);
        byte[] header = new byte[in.streams(0).codecpar().extradata_size()];
        in.streams(0).codecpar().extradata().get(header);
        avformat_close_input(in);
        return header;
    }

    private static AVFormatContext opened(Path clip, AVFormatContext out) {
        AVFormatContext in = opened(clip);
        AVStream stream = avformat_new_stream(out, null);
        avcodec_parameters_copy(stream.codecpar(), in.streams(0).codecpar());
        stream.codecpar().codec_tag(0);
        stream.time_base(in.streams(0).time_base());
        return in;
    }

    private static AVFormatContext opened(Path clip) {
        AVFormatContext in = new AVFormatContext(null);
        Ffmpeg.require(avformat_open_input(in, clip.toString(), null, null), "open");
        Ffmpeg.require(avformat_find_stream_info(in, (PointerPointer<?>) null), "read");
        return in;
    }

    private static void packets(AVFormatContext in, AVFormatContext out, int index, long shift) {
        packets(in, out, index, shift, new byte[0]);
    }

    private static void packets(
            AVFormatContext in, AVFormatContext out, int index, long shift, byte[] before) {
        AVPacket packet = av_packet_alloc();
        for (boolean first = true; av_read_frame(in, packet) >= 0; first = false) {
            if (first && before.length > 0) {
                lengthen(packet, before);
            }
            packet.pts(packet.pts() + shift);
            packet.dts(packet.dts() + shift);
            av_packet_rescale_ts(packet, in.streams(0).time_base(), out.streams(index).time_base());
            packet.stream_index(index);
            Ffmpeg.require(av_interleaved_write_frame(out, packet), "write a packet");
        }
        av_packet_free(packet);
        avformat_close_input(in);
    }

    private static void lengthen(AVPacket packet, byte[] before) {
        byte[] all = Arrays.copyOf(before, before.length + packet.size());
        packet.data().get(all, before.length, packet.size());
        Ffmpeg.require(av_grow_packet(packet, before.length), "lengthen a packet");
        packet.data().put(all);
    }
}
