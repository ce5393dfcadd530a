package io.zoetrope.media.ffmpeg.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_HIGH;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.playback.AnnexB;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.PictureSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Encodes the pictures of one segment of one rendition as H.264. It begins with a key frame that
 * refers to nothing before it, and every other key frame does too. For one thread, beside which
 * slices have threads of their own.
 */
public final class PictureEncoder implements AutoCloseable {
    /** Players seek within a segment, too. */
    private static final double KEY_SECONDS = 2;

    private static final int USUAL_RATE = 30;

    /** Lower slices cost more bits than their thread is worth. */
    private static final int LEAST_SLICE_ROWS = 64;

    /** What encoders are told beside size and rate; those that are not named are told nothing. */
    private static final Map<String, Map<String, String>> OPTIONS =
            Map.of(
                    Encoding.OPENH264,
                    Map.of("coder", "cabac", "allow_skip_frames", "0"),
                    "libx264",
                    Map.of("preset", "veryfast", "x264-params", "scenecut=0:open-gop=0"),
                    "h264_nvenc",
                    Map.of("preset", "p4", "rc", "vbr", "forced-idr", "1", "no-scenecut", "1"));

    private final String name;
    private final AVCodecContext context;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final List<EncodedPicture> pictures = new ArrayList<>();
    private boolean ended;

    /**
     * @param ticksPerSecond of the pictures' times
     * @param frameRate pictures a second; 0 if not known
     * @param matrix FFmpeg's number of the colours' matrix
     * @param mostSlices into which a picture is cut if it is high enough, encoded side by side by
     *     one thread fewer; what comes of it depends on this, not on the processors that there are
     * @throws RejectedInput {@code encoder_missing} or {@code encoding_failed}
     */
    public PictureEncoder(
            Encoding encoding,
            PictureSize size,
            int ticksPerSecond,
            double frameRate,
            int matrix,
            int mostSlices)
            throws RejectedInput {
        name = encoding.encoder();
        AVCodec codec = avcodec_find_encoder_by_name(name);
        if (codec == null) {
            av_packet_free(packet);
            throw missing("is not in this build of FFmpeg's libraries");
        }
        context = Ffmpeg.allocated(avcodec_alloc_context3(codec));
        double rate = frameRate > 0 ? frameRate : USUAL_RATE;
        int bitRate = encoding.bitRate(size, frameRate);
        context.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(ticksPerSecond);
        context.framerate().num((int) Math.round(rate * 1000)).den(1000);
        context.sample_aspect_ratio().num(1).den(1);
        context.colorspace(matrix).color_range(AVCOL_RANGE_MPEG);
        context.bit_rate(bitRate).rc_max_rate(2L * bitRate).rc_buffer_size(2 * bitRate);
        context.gop_size((int) Math.max(1, Math.round(KEY_SECONDS * rate)));
        context.max_b_frames(0);
        context.profile(AV_PROFILE_H264_HIGH);
        int slices = Math.min(mostSlices, size.height() / LEAST_SLICE_ROWS);
        // With a thread for each, openh264 cuts pictures by how long slices take: no two runs gave
        // the same.
        int threads = Math.max(1, slices - 1);
        context.slices(threads > 1 ? slices : 1).thread_count(threads);
        context.thread_type(AVCodecContext.FF_THREAD_SLICE);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP);
        int opened = open(codec);
        if (opened < 0) {
            close();
            throw missing("cannot be opened: " + Ffmpeg.message(opened));
        }
    }

    /** What an encoder is told beside size and rate, as FFmpeg names it. */
    public static Map<String, String> options(String encoder) {
        return OPTIONS.getOrDefault(encoder, Map.of());
    }

    private int open(AVCodec codec) {
        AVDictionary options = new AVDictionary(null);
        try {
            options(name).forEach((key, value) -> av_dict_set(options, key, value, 0));
            return avcodec_open2(context, codec, options);
        } finally {
            av_dict_free(options);
        }
    }

    private RejectedInput missing(String why) {
        return new RejectedInput(
                Reason.ENCODER_MISSING,
                "The encoder %s %s; set playback.encoder to one that is there."
                        .formatted(name, why));
    }

    /** An initialization segment for the pictures. */
    public byte[] head(int ticksPerSecond) {
        AVCodecParameters codec = Ffmpeg.allocated(avcodec_parameters_alloc());
        try {
            Ffmpeg.require(avcodec_parameters_from_context(codec, context), "describe pictures");
            return Ffmpeg.allocated(FragmentedHead.of(codec, ticksPerSecond));
        } finally {
            avcodec_parameters_free(codec);
        }
    }

    /**
     * @param frame of the encoder's size; its time and type are changed
     * @param shownTicks later than those before
     * @throws RejectedInput {@code encoding_failed}
     */
    public void encode(AVFrame frame, long shownTicks) throws RejectedInput {
        frame.pts(shownTicks);
        // As it was coded in the source: encoders would make it a key frame if it was one.
        frame.pict_type(AV_PICTURE_TYPE_NONE);
        send(frame);
    }

    /** All pictures, in the order in which they are decoded. */
    public List<EncodedPicture> end() throws RejectedInput {
        if (!ended) {
            ended = true;
            send(null);
        }
        return pictures;
    }

    private void send(AVFrame frame) throws RejectedInput {
        int sent = avcodec_send_frame(context, frame);
        int got = sent < 0 ? sent : 0;
        while (got >= 0) {
            got = avcodec_receive_packet(context, packet);
            if (got >= 0) {
                take();
            }
        }
        if (got != Ffmpeg.EAGAIN && got != AVERROR_EOF()) {
            throw new RejectedInput(
                    Reason.ENCODING_FAILED,
                    "The encoder %s failed at %s: %s."
                            .formatted(
                                    name,
                                    frame == null ? "the end" : "tick " + frame.pts(),
                                    Ffmpeg.message(got)));
        }
    }

    private void take() {
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        pictures.add(new EncodedPicture(AnnexB.withLengths(bytes), packet.pts(), key));
        av_packet_unref(packet);
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
