package io.zoetrope.benchmarks;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
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
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_NEAR_INF;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q_rnd;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Makes a long film out of a short clip by repeating its video packets with shifted timestamps: no
 * encoding, so four hours take seconds, and film and clip decode at the very same cost.
 */
final class LoopedFilm {
    private static final AVRational MICROSECONDS = new AVRational().num(1).den(1_000_000);

    private LoopedFilm() {}

    /** Writes {@code times} repetitions of the clip's video track, each {@code loopUs} long. */
    static void write(Path clip, Path film, int times, long loopUs) throws IOException {
        AVFormatContext out = new AVFormatContext(null);
        check(
                avformat_alloc_output_context2(out, null, null, film.toString()),
                "no muxer for " + film);
        try {
            AVStream target = null;
            for (int i = 0; i < times; i++) {
                target = append(clip, film, out, target, i * loopUs);
            }
            check(av_write_trailer(out), "cannot finish " + film);
            avio_closep(out.pb());
        } finally {
            avformat_free_context(out);
        }
    }

    private static AVStream append(
            Path clip, Path film, AVFormatContext out, AVStream known, long offsetUs)
            throws IOException {
        AVFormatContext in = new AVFormatContext(null);
        check(avformat_open_input(in, clip.toString(), null, null), "cannot open " + clip);
        AVPacket packet = av_packet_alloc();
        try {
            check(avformat_find_stream_info(in, (PointerPointer<?>) null), "cannot read " + clip);
            int video =
                    av_find_best_stream(
                            in, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
            check(video, "no video in " + clip);
            AVStream source = in.streams(video);
            AVStream target = known == null ? begin(film, out, source) : known;
            long start = source.start_time() == AV_NOPTS_VALUE ? 0 : source.start_time();
            long shift =
                    av_rescale_q_rnd(offsetUs, MICROSECONDS, source.time_base(), AV_ROUND_NEAR_INF);
            while (av_read_frame(in, packet) >= 0) {
                if (packet.stream_index() == video) {
                    packet.stream_index(target.index());
                    packet.pts(packet.pts() - start + shift);
                    packet.dts(packet.dts() - start + shift);
                    av_packet_rescale_ts(packet, source.time_base(), target.time_base());
                    packet.pos(-1);
                    check(av_interleaved_write_frame(out, packet), "cannot write " + film);
                }
                av_packet_unref(packet);
            }
            return target;
        } finally {
            av_packet_free(packet);
            avformat_close_input(in);
        }
    }

    private static AVStream begin(Path film, AVFormatContext out, AVStream source)
            throws IOException {
        AVStream target = avformat_new_stream(out, null);
        check(avcodec_parameters_copy(target.codecpar(), source.codecpar()), "cannot copy codec");
        target.codecpar().codec_tag(0);
        target.time_base(source.time_base());
        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, film.toString(), AVIO_FLAG_WRITE), "cannot create " + film);
        out.pb(io);
        check(avformat_write_header(out, (AVDictionary) null), "cannot begin " + film);
        return target;
    }

    private static void check(int code, String message) throws IOException {
        if (code < 0) {
            throw new IOException(message + " (FFmpeg error " + code + ")");
        }
    }
}
