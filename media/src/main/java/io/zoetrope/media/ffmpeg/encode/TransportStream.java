package io.zoetrope.media.ffmpeg.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
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

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** One transport stream of one track, handed over packet by packet. For one thread. */
final class TransportStream implements AutoCloseable {
    static final int TICKS_PER_SECOND = 90_000;

    /** Players ask for tables where a segment begins, and nowhere else. */
    private static final String TABLES_AGAIN_S = "1000000";

    private final ContinuousPackets packets;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());

    /** Says how a track is coded. */
    @FunctionalInterface
    interface Description {
        void of(AVCodecParameters codec);
    }

    /**
     * @param writer stays the caller's, who has begun a file
     */
    TransportStream(Description track, PieceWriter writer) {
        this.packets = new ContinuousPackets(writer);
        Ffmpeg.require(
                avformat_alloc_output_context2(format, null, "mpegts", (String) null),
                "begin a transport stream");
        try {
            AVStream stream = Ffmpeg.allocated(avformat_new_stream(format, null));
            track.of(stream.codecpar());
            stream.time_base().num(1).den(TICKS_PER_SECOND);
            openBuffer();
            writeHeader();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void openBuffer() {
        AVIOContext bytes = new AVIOContext(null);
        Ffmpeg.require(avio_open_dyn_buf(bytes), "write to memory");
        format.pb(bytes);
    }

    private void writeHeader() {
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "fflags", "bitexact", 0);
            av_dict_set(options, "pat_period", TABLES_AGAIN_S, 0);
            av_dict_set(options, "sdt_period", TABLES_AGAIN_S, 0);
            Ffmpeg.require(avformat_write_header(format, options), "begin a transport stream");
        } finally {
            av_dict_free(options);
        }
    }

    /**
     * @param shown time of presentation, not before {@code decoded}
     * @param decoded time of decoding, later than that of the packet before
     */
    void write(byte[] data, long shown, long decoded, boolean key) {
        if (data.length == 0) {
            return;
        }
        Ffmpeg.require(av_new_packet(packet, data.length), "hold a packet");
        try {
            packet.data().put(data);
            packet.pts(shown).dts(decoded);
            packet.flags(key ? AV_PKT_FLAG_KEY : 0);
            Ffmpeg.require(av_write_frame(format, packet), "write a packet");
        } finally {
            av_packet_unref(packet);
        }
        flush();
    }

    /**
     * Hands over what was written.
     *
     * @return bytes of the file so far
     */
    long flush() {
        takeBuffer(true);
        openBuffer();
        return packets.bytes();
    }

    private void takeBuffer(boolean kept) {
        BytePointer bytes = new BytePointer((BytePointer) null);
        int size = avio_close_dyn_buf(format.pb(), bytes);
        format.pb(null);
        try {
            if (kept && size > 0) {
                byte[] written = new byte[size];
                bytes.get(written);
                packets.add(written);
            }
        } finally {
            av_free(bytes);
        }
    }

    /** Nothing follows. */
    void end() {
        Ffmpeg.require(av_write_trailer(format), "end a transport stream");
        flush();
        packets.end();
    }

    @Override
    public void close() {
        if (format.pb() != null) {
            takeBuffer(false);
        }
        avformat_free_context(format);
        av_packet_free(packet);
    }
}
