package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One lossless frame of upright stripes: ten bits, BT.2020, limited range. */
public final class TestingHdrClip {
    private static final int STRIPE = 32;
    private static final int HEIGHT = 64;
    private static final double RED = 0.2627;
    private static final double BLUE = 0.0593;

    private TestingHdrClip() {}

    /** Every stripe is as wide. */
    public static int width(int stripes) {
        return STRIPE * stripes;
    }

    /**
     * @param transfer FFmpeg's number of the transfer characteristic
     * @param stripes signals of red, green and blue in [0,1], as the transfer function gives them
     */
    public static void make(Path mkv, int transfer, List<double[]> stripes) {
        AVFormatContext out = new AVFormatContext(null);
        Ffmpeg.require(avformat_alloc_output_context2(out, null, null, mkv.toString()), "mux");
        AVCodecContext encoder = encoder(transfer, width(stripes.size()));
        AVStream stream = avformat_new_stream(out, null);
        stream.time_base(encoder.time_base());
        Ffmpeg.require(avcodec_parameters_from_context(stream.codecpar(), encoder), "describe");
        AVIOContext io = new AVIOContext(null);
        Ffmpeg.require(avio_open(io, mkv.toString(), AVIO_FLAG_WRITE), "write");
        out.pb(io);
        Ffmpeg.require(avformat_write_header(out, (AVDictionary) null), "write a header");
        AVFrame frame = frame(stripes);
        Ffmpeg.require(avcodec_send_frame(encoder, frame), "encode");
        avcodec_send_frame(encoder, null);
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            Ffmpeg.require(av_interleaved_write_frame(out, packet), "write a packet");
        }
        Ffmpeg.require(av_write_trailer(out), "write a trailer");
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(encoder);
        avio_closep(out.pb());
        avformat_free_context(out);
    }

    private static AVCodecContext encoder(int transfer, int width) {
        AVCodec codec = Ffmpeg.allocated(avcodec_find_encoder_by_name("ffv1"));
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.width(width).height(HEIGHT).pix_fmt(AV_PIX_FMT_YUV420P10LE);
        encoder.color_primaries(AVCOL_PRI_BT2020).color_trc(transfer);
        encoder.colorspace(AVCOL_SPC_BT2020_NCL).color_range(AVCOL_RANGE_MPEG);
        encoder.time_base().num(1).den(25);
        Ffmpeg.require(avcodec_open2(encoder, codec, (AVDictionary) null), "open ffv1");
        return encoder;
    }

    private static AVFrame frame(List<double[]> stripes) {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUV420P10LE).width(width(stripes.size())).height(HEIGHT);
        Ffmpeg.require(av_frame_get_buffer(frame, 0), "allocate a frame");
        for (int i = 0; i < stripes.size(); i++) {
            double[] rgb = stripes.get(i);
            double light = RED * rgb[0] + (1 - RED - BLUE) * rgb[1] + BLUE * rgb[2];
            fill(frame, 0, i * STRIPE, STRIPE, HEIGHT, 64 + 876 * light);
            double blue = (rgb[2] - light) / (2 * (1 - BLUE));
            double red = (rgb[0] - light) / (2 * (1 - RED));
            fill(frame, 1, i * STRIPE / 2, STRIPE / 2, HEIGHT / 2, 512 + 896 * blue);
            fill(frame, 2, i * STRIPE / 2, STRIPE / 2, HEIGHT / 2, 512 + 896 * red);
        }
        frame.pts(0);
        return frame;
    }

    private static void fill(
            AVFrame frame, int plane, int left, int width, int height, double code) {
        int stride = frame.linesize(plane);
        ByteBuffer samples =
                frame.data(plane)
                        .capacity((long) stride * height)
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < height; y++) {
            for (int x = left; x < left + width; x++) {
                samples.putShort(y * stride + 2 * x, (short) Math.round(code));
            }
        }
    }
}
