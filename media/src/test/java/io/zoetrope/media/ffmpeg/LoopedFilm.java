package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;
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
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * A long film whose packets are those of 21 seconds again and again, so that it is made in a
 * moment. Its pictures come 29.97 times a second and its sound 48,000 times: a loop is the least
 * time of which both have a whole number of packets. A beat begins at each whole second of a loop.
 */
final class LoopedFilm {
    static final Rational RATE = new Rational(30_000, 1001);
    static final int PICTURES = 640;
    static final int SOUNDS = 1001;
    static final double LOOP_SECONDS = SOUNDS * 1024 / 48_000.0;

    private LoopedFilm() {}

    /**
     * @param folder for the loop and the film
     */
    static Path make(Path folder, int loops) {
        Path loop =
                FilmMaker.of(folder.resolve("loop.mp4"))
                        .pictures(ClipOptions.h264(64, 64, 30).withFrameRate(RATE), PICTURES)
                        .sound(SoundOptions.of("aac", 48_000, 22, SoundOptions.beats()))
                        .make();
        Path film = folder.resolve("film.mp4");
        AVFormatContext in = new AVFormatContext(null);
        AVFormatContext out = new AVFormatContext(null);
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.require(avformat_open_input(in, loop.toString(), null, unedited()), "open a loop");
        Ffmpeg.require(avformat_find_stream_info(in, (AVDictionary) null), "read a loop");
        Ffmpeg.require(avformat_alloc_output_context2(out, null, null, film.toString()), "mux");
        Ffmpeg.require(avio_open(io, film.toString(), AVIO_FLAG_WRITE), "write");
        out.pb(io);
        for (int i = 0; i < in.nb_streams(); i++) {
            AVStream stream = avformat_new_stream(out, null);
            avcodec_parameters_copy(stream.codecpar(), in.streams(i).codecpar());
            stream.time_base().num(1).den(i == 0 ? 30_000 : 48_000);
        }
        Ffmpeg.require(avformat_write_header(out, (AVDictionary) null), "write a header");
        List<AVPacket> packets = packets(in);
        for (int n = 0; n < loops; n++) {
            for (AVPacket packet : packets) {
                write(packet, n, in, out);
            }
        }
        Ffmpeg.require(av_write_trailer(out), "write a trailer");
        packets.forEach(packet -> av_packet_free(packet));
        avformat_close_input(in);
        avio_closep(out.pb());
        avformat_free_context(out);
        return film;
    }

    private static AVDictionary unedited() {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "ignore_editlist", "1", 0);
        return options;
    }

    private static List<AVPacket> packets(AVFormatContext in) {
        List<AVPacket> packets = new ArrayList<>();
        int sounds = 0;
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(in, packet) >= 0) {
            // The first packet of sound is what its encoder looked ahead.
            boolean looped = packet.stream_index() == 0 || sounds++ >= 1 && sounds <= SOUNDS + 1;
            if (looped) {
                packets.add(packet);
                packet = av_packet_alloc();
            }
        }
        av_packet_free(packet);
        return packets;
    }

    private static void write(AVPacket from, int loop, AVFormatContext in, AVFormatContext out) {
        AVPacket packet = av_packet_alloc();
        av_packet_ref(packet, from);
        AVStream to = out.streams(from.stream_index());
        av_packet_rescale_ts(packet, in.streams(from.stream_index()).time_base(), to.time_base());
        boolean sound = from.stream_index() == 1;
        // Unedited, sound is later by that packet.
        long early = sound ? 1024L * to.time_base().den() / 48_000 : 0;
        long each = sound ? SOUNDS * 1024L : PICTURES * 1001L;
        long shift = loop * each * to.time_base().den() / (sound ? 48_000 : 30_000) - early;
        packet.pts(packet.pts() + shift).dts(packet.dts() + shift);
        packet.stream_index(from.stream_index());
        Ffmpeg.require(av_interleaved_write_frame(out, packet), "write a packet");
        av_packet_free(packet);
    }
}
