package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/**
 * A film in H.264 of which every other picture is decoded behind the one that is shown after it, as
 * coders with B pictures have it; the coder that comes with every build has none. Written bit by
 * bit (ITU-T H.264 §7.3): each picture is 16 uncompressed macroblocks, black or white by the bits
 * of its number, so that {@code FrameNumbers} reads it. 25 pictures a second.
 */
public final class ReorderedFilm {
    private static final int RATE = 25;
    private static final int OPEN_GROUP = 26;
    private static final int SIDE = 64;
    private static final int BLOCKS = 16;
    private static final int LUMA = 256;
    private static final int CHROMA = 128;
    private static final int IDR = 0x65;
    private static final int REFERENCE = 0x41;
    private static final int SHOWN_ALONE = 0x01;
    private static final int RECOVERY = 0x06;

    /** What key frames but the first are. */
    public enum Keys {
        /** One a second, before whose time all is shown that was decoded before it. */
        IDR,
        /** Likewise, but later pictures might refer to earlier ones. */
        RECOVERY,
        /** Every 26 pictures: the one shown before it is decoded behind it. */
        OPEN
    }

    private final Keys keys;
    private final AVFormatContext out = new AVFormatContext(null);
    private int decoded;
    private int references;

    private ReorderedFilm(Keys keys) {
        this.keys = keys;
    }

    /**
     * @param pictures a whole number of seconds; an odd one if groups are open
     */
    public static Path make(Path file, Keys keys, int pictures) {
        new ReorderedFilm(keys).write(file, pictures);
        return file;
    }

    private void write(Path file, int pictures) {
        Ffmpeg.require(avformat_alloc_output_context2(out, null, null, file.toString()), "mux");
        AVStream stream = avformat_new_stream(out, null);
        stream.time_base(av_make_q(1, RATE));
        describe(stream.codecpar());
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.require(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "write");
        out.pb(io);
        Ffmpeg.require(avformat_write_header(out, (AVDictionary) null), "write a header");
        int group = keys == Keys.OPEN ? pictures : RATE;
        for (int key = 0; key < pictures; key += group) {
            picture(key, 0);
            for (int i = 2; i < group; i += 2) {
                picture(key, i);
                picture(key, i - 1);
            }
        }
        Ffmpeg.require(av_write_trailer(out), "write a trailer");
        avio_closep(out.pb());
        avformat_free_context(out);
    }

    private static void describe(AVCodecParameters codec) {
        codec.codec_type(AVMEDIA_TYPE_VIDEO);
        codec.codec_id(AV_CODEC_ID_H264);
        codec.width(SIDE);
        codec.height(SIDE);
        codec.format(AV_PIX_FMT_YUV420P);
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        sets.writeBytes(sequence().unit(0x67));
        sets.writeBytes(
                new Bits()
                        .all(1, 1)
                        .bits(0, 2)
                        .all(1, 1, 1)
                        .bits(0, 3)
                        .all(1, 1, 1)
                        .bits(4, 3)
                        .unit(0x68));
        byte[] bytes = sets.toByteArray();
        BytePointer extra =
                new BytePointer(av_mallocz(bytes.length + AV_INPUT_BUFFER_PADDING_SIZE));
        codec.extradata(extra.put(bytes));
        codec.extradata_size(bytes.length);
    }

    /** Main profile; numbers and orders of pictures have eight bits; one picture is held back. */
    private static Bits sequence() {
        Bits bits = new Bits().bits(77, 8).bits(0, 8).bits(10, 8);
        bits.all(1, 5, 1, 5, 3).bits(0, 1);
        bits.all(SIDE / 16, SIDE / 16).bits(0b110, 3);
        // What is said of use: nothing but the limits of reordering.
        bits.bits(1, 1).bits(0, 8).bits(0b11, 2);
        return bits.all(1, 1, 10, 10, 2, 3);
    }

    private void picture(int key, int index) {
        boolean begins = index == 0 || keys == Keys.OPEN && index % OPEN_GROUP == 0;
        boolean refreshes = begins && (keys == Keys.IDR || key + index == 0);
        boolean kept = index % 2 == 0;
        references = refreshes ? 0 : references;
        Bits slice = new Bits().all(1, 8, 1).bits(references, 8);
        if (refreshes) {
            slice.all(1 + key / RATE % 2);
        }
        slice.bits(2 * (keys == Keys.IDR ? index : key + index), 8);
        slice.bits(0, refreshes ? 2 : kept ? 1 : 0).all(1, 2);
        for (int block = 0; block < BLOCKS; block++) {
            slice.all(26).aligned();
            slice.fill(LUMA, (key + index >> block & 1) == 1 ? 235 : 16).fill(CHROMA, 128);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (begins && !refreshes) {
            bytes.writeBytes(
                    new Bits().bits(RECOVERY, 8).bits(1, 8).bits(0b11000100, 8).unit(RECOVERY));
        }
        bytes.writeBytes(slice.unit(refreshes ? IDR : kept ? REFERENCE : SHOWN_ALONE));
        references += kept ? 1 : 0;
        packet(bytes.toByteArray(), begins, key + index);
    }

    private void packet(byte[] bytes, boolean key, int shown) {
        AVPacket packet = av_packet_alloc();
        Ffmpeg.require(av_new_packet(packet, bytes.length), "hold a picture");
        packet.data().put(bytes);
        packet.flags(key ? AV_PKT_FLAG_KEY : 0);
        packet.dts(decoded++ - 1L);
        packet.pts(shown);
        packet.duration(1);
        av_packet_rescale_ts(packet, av_make_q(1, RATE), out.streams(0).time_base());
        Ffmpeg.require(av_interleaved_write_frame(out, packet), "write a packet");
        av_packet_free(packet);
    }

    /** Bits of a unit, most significant first. */
    private static final class Bits {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int held;
        private int count;

        Bits bits(int value, int length) {
            for (int bit = length - 1; bit >= 0; bit--) {
                held = held << 1 | value >> bit & 1;
                if (++count == Byte.SIZE) {
                    bytes.write(held);
                    held = 0;
                    count = 0;
                }
            }
            return this;
        }

        /** Codes of varying length, each of a number and one more (§9.1). */
        Bits all(int... oneMore) {
            for (int value : oneMore) {
                bits(value, 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(value)) - 1);
            }
            return this;
        }

        void aligned() {
            bits(0, (Byte.SIZE - count) % Byte.SIZE);
        }

        Bits fill(int length, int value) {
            for (int i = 0; i < length; i++) {
                bits(value, Byte.SIZE);
            }
            return this;
        }

        /** Behind a start code, with its end and without what looks like another (§7.4.1). */
        byte[] unit(int head) {
            bits(1, 1).aligned();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(new byte[] {0, 0, 0, 1, (byte) head});
            int zeros = 0;
            for (byte each : bytes.toByteArray()) {
                if (zeros == 2 && (each & 0xFF) <= 3) {
                    out.write(3);
                    zeros = 0;
                }
                out.write(each);
                zeros = each == 0 ? zeros + 1 : 0;
            }
            return out.toByteArray();
        }
    }
}
