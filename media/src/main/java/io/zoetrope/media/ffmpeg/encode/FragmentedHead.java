package io.zoetrope.media.ffmpeg.encode;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Initialization segments: {@code ftyp} and {@code moov} of one track without samples. */
public final class FragmentedHead {
    private FragmentedHead() {}

    /**
     * @param ticksPerSecond of the media segments that follow it
     * @return null if the codec's configuration has no place in an MP4
     */
    public static byte[] of(AVCodecParameters codec, int ticksPerSecond) {
        AVFormatContext format = new AVFormatContext(null);
        Ffmpeg.require(
                avformat_alloc_output_context2(format, null, "mp4", (String) null), "begin an MP4");
        AVIOContext bytes = new AVIOContext(null);
        try {
            Ffmpeg.require(avio_open_dyn_buf(bytes), "write to memory");
            format.pb(bytes);
            AVStream stream = Ffmpeg.allocated(avformat_new_stream(format, null));
            Ffmpeg.require(avcodec_parameters_copy(stream.codecpar(), codec), "copy parameters");
            stream.codecpar().codec_tag(0);
            stream.time_base().num(1).den(ticksPerSecond);
            int written = writeHeader(format, ticksPerSecond);
            byte[] head = take(bytes);
            return written < 0 ? null : head;
        } finally {
            format.pb(null);
            avformat_free_context(format);
        }
    }

    private static int writeHeader(AVFormatContext format, int ticksPerSecond) {
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "movflags", "empty_moov+default_base_moof+frag_custom", 0);
            av_dict_set(options, "use_editlist", "0", 0);
            av_dict_set(options, "video_track_timescale", Integer.toString(ticksPerSecond), 0);
            av_dict_set(options, "fflags", "bitexact", 0);
            return avformat_write_header(format, options);
        } finally {
            av_dict_free(options);
        }
    }

    private static byte[] take(AVIOContext bytes) {
        BytePointer written = new BytePointer((BytePointer) null);
        int size = avio_close_dyn_buf(bytes, written);
        try {
            byte[] taken = new byte[size];
            written.get(taken);
            return taken;
        } finally {
            av_free(written);
        }
    }
}
