package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.MoovFirst;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/**
 * An MP4 that is written into memory, because its index goes before its media and is known only at
 * the end. For one thread.
 */
final class ClipFile implements AutoCloseable {
    /** What is written beside the packets, for each of them: generous. */
    private static final int INDEX_BYTES = 32;

    private final AVFormatContext format = new AVFormatContext(null);
    private final AVIOContext memory = new AVIOContext(null);
    private final long mostBytes;
    private long bytes;
    private boolean begun;

    ClipFile(long mostBytes) {
        this.mostBytes = mostBytes;
        Ffmpeg.require(
                avformat_alloc_output_context2(format, null, "mp4", (String) null), "begin an MP4");
        int opened = avio_open_dyn_buf(memory);
        if (opened < 0) {
            avformat_free_context(format);
            Ffmpeg.require(opened, "write to memory");
        }
        format.pb(memory);
    }

    /**
     * A track; all are added before the first packet.
     *
     * @param ticksPerSecond of the times of its packets
     */
    AVStream add(AVCodecParameters codec, int ticksPerSecond) {
        AVStream stream = Ffmpeg.allocated(avformat_new_stream(format, null));
        Ffmpeg.require(avcodec_parameters_copy(stream.codecpar(), codec), "copy parameters");
        // Its name in another container.
        stream.codecpar().codec_tag(0);
        stream.time_base().num(1).den(ticksPerSecond);
        return stream;
    }

    /**
     * @throws RejectedInput {@code not_copied} if a track's coding has no place in an MP4
     */
    private void begin() throws RejectedInput {
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "fflags", "bitexact", 0);
            av_dict_set(options, "video_track_timescale", "" + ClipPictures.TICKS_PER_SECOND, 0);
            int written = avformat_write_header(format, options);
            if (written < 0) {
                throw new RejectedInput(
                        Reason.NOT_COPIED,
                        "The coding of this video has no place in an MP4: "
                                + Ffmpeg.message(written));
            }
        } finally {
            av_dict_free(options);
        }
        begun = true;
    }

    /**
     * @param packet of the stream's times, in order of decoding; the caller's still
     * @throws RejectedInput {@code too_large} if the file gets larger than it may
     */
    void write(AVPacket packet, AVStream stream) throws RejectedInput {
        if (!begun) {
            begin();
        }
        bytes += packet.size() + (long) INDEX_BYTES;
        if (bytes > mostBytes) {
            throw new RejectedInput(
                    Reason.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The clip has more than %d MiB; ask for a shorter one.",
                            mostBytes >> 20));
        }
        packet.stream_index(stream.index());
        Ffmpeg.require(av_write_frame(format, packet), "write a packet of a clip");
    }

    /**
     * Hands the file over. Nothing more can be written.
     *
     * @return its bytes
     */
    long finish(ClipOutput output) {
        Ffmpeg.require(av_write_trailer(format), "end an MP4");
        BytePointer written = new BytePointer((BytePointer) null);
        int size = avio_close_dyn_buf(memory, written);
        format.pb(null);
        try {
            byte[] piece = new byte[ClipOutput.MOST_BYTES];
            for (ByteBuffer part : MoovFirst.parts(written.capacity(size).asByteBuffer())) {
                while (part.hasRemaining()) {
                    int length = Math.min(piece.length, part.remaining());
                    part.get(piece, 0, length);
                    output.piece(piece, length);
                }
            }
            return size;
        } finally {
            av_free(written);
        }
    }

    @Override
    public void close() {
        if (format.pb() != null) {
            BytePointer written = new BytePointer((BytePointer) null);
            avio_close_dyn_buf(memory, written);
            format.pb(null);
            av_free(written);
        }
        avformat_free_context(format);
    }
}
