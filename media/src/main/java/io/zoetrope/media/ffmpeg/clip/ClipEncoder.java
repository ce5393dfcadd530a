package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Pictures of a clip to H.264 by openh264, which needs no licence beside FFmpeg's. It looks at no
 * later picture, so packets come out in the order of the pictures. For one thread.
 */
final class ClipEncoder implements AutoCloseable {
    private static final String CODEC = "libopenh264";
    static final int LEAST_SIDE = 16;

    private static final double USUAL_RATE = 30;
    private static final double MOST_RATE = 60;
    private static final int KEY_SECONDS = 2;

    /** About what the eye wants of this encoder. */
    private static final double BITS_PER_PIXEL = 0.12;

    private static final long LEAST_BITS_PER_SECOND = 300_000;
    private static final int THREADS = 2;

    private final PlainFrames plain;
    private final AVCodecContext context;
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private final Deque<Long> durations = new ArrayDeque<>();

    /** Colours as FFmpeg numbers them. */
    private record Colours(int matrix, int primaries, int transfer) {}

    private ClipEncoder(
            OpenedVideo video, Colours colours, int width, int height, Map<String, String> coding) {
        plain = new PlainFrames(width, height);
        AVCodec codec = Ffmpeg.allocated(avcodec_find_encoder_by_name(CODEC));
        context = Ffmpeg.allocated(avcodec_alloc_context3(codec));
        AVDictionary options = new AVDictionary(null);
        try {
            configure(video.track().frameRate().value(), colours, width, height);
            coding.forEach((key, value) -> av_dict_set(options, key, value, 0));
            Ffmpeg.require(avcodec_open2(context, codec, options), "open " + CODEC);
            Ffmpeg.require(
                    avcodec_parameters_from_context(parameters, context), "describe a coding");
            turnAs(codecOf(video));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        } finally {
            av_dict_free(options);
        }
    }

    private static AVCodecParameters codecOf(OpenedVideo video) {
        return video.demuxer().stream(video.track().index()).codecpar();
    }

    /**
     * @param like the first picture
     * @param longestSide larger pictures are made smaller
     */
    static ClipEncoder open(OpenedVideo video, AVFrame like, int longestSide) {
        Colours colours =
                new Colours(
                        PlainFrames.coefficients(like),
                        PlainFrames.primaries(like),
                        PlainFrames.transfer(like));
        double width = like.width() * video.track().sampleAspect();
        double height = like.height();
        double scale = Math.min(1, longestSide / Math.max(width, height));
        return new ClipEncoder(video, colours, even(width * scale), even(height * scale), Map.of());
    }

    /**
     * For pictures that stand beside others of the video's H.264, of its size and colours. Without
     * arithmetic coding, so that what they are coded with can be numbered anew ({@link
     * io.zoetrope.media.playback.JoinedCoding}).
     */
    static ClipEncoder beside(OpenedVideo video) {
        AVCodecParameters like = codecOf(video);
        Colours colours = new Colours(like.color_space(), like.color_primaries(), like.color_trc());
        return new ClipEncoder(
                video,
                colours,
                like.width(),
                like.height(),
                Map.of("coder", "cavlc", "profile", "constrained_baseline"));
    }

    private static int even(double side) {
        return Math.max(LEAST_SIDE, (int) side & ~1);
    }

    private void configure(double frameRate, Colours colours, int width, int height) {
        double rate = frameRate > 0 ? Math.min(MOST_RATE, frameRate) : USUAL_RATE;
        context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
        context.color_range(AVCOL_RANGE_MPEG).colorspace(colours.matrix());
        context.color_primaries(colours.primaries()).color_trc(colours.transfer());
        context.time_base().num(1).den(ClipPictures.TICKS_PER_SECOND);
        context.framerate().num((int) Math.round(rate * 1000)).den(1000);
        context.gop_size((int) Math.ceil(rate * KEY_SECONDS));
        context.bit_rate(
                Math.max(
                        LEAST_BITS_PER_SECOND, Math.round(BITS_PER_PIXEL * rate * width * height)));
        context.thread_count(Math.min(THREADS, Runtime.getRuntime().availableProcessors()));
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }

    /** Says how the pictures are turned to be shown, as it was said of the video. */
    private void turnAs(AVCodecParameters from) {
        AVPacketSideData matrix =
                from.nb_coded_side_data() == 0
                        ? null
                        : av_packet_side_data_get(
                                from.coded_side_data(),
                                from.nb_coded_side_data(),
                                AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) {
            return;
        }
        try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            list.put(0, parameters.coded_side_data());
            count.put(parameters.nb_coded_side_data());
            AVPacketSideData own =
                    Ffmpeg.allocated(
                            av_packet_side_data_new(
                                    list, count, AV_PKT_DATA_DISPLAYMATRIX, matrix.size(), 0));
            BytePointer.memcpy(own.data(), matrix.data(), matrix.size());
            parameters.coded_side_data(list.get(AVPacketSideData.class, 0));
            parameters.nb_coded_side_data(count.get());
        }
    }

    AVCodecContext context() {
        return context;
    }

    AVCodecParameters parameters() {
        return parameters;
    }

    /**
     * @param ticks when it is shown, later than the one before
     * @param endTicks when it is over
     */
    void encode(AVFrame frame, long ticks, long endTicks) {
        AVFrame made = plain.make(frame);
        made.pts(ticks);
        made.pict_type(AV_PICTURE_TYPE_NONE);
        durations.add(Math.max(1, endTicks - ticks));
        Ffmpeg.require(avcodec_send_frame(context, made), "encode a picture");
    }

    /** How long the picture is shown whose packet came out last. */
    long takeDuration() {
        return durations.isEmpty() ? 0 : durations.poll();
    }

    @Override
    public void close() {
        plain.close();
        avcodec_parameters_free(parameters);
        avcodec_free_context(context);
    }
}
