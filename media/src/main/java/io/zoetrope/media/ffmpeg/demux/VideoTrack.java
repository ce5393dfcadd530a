package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INIT_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.zoetrope.domain.Rational;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The chosen video track, as plain numbers.
 *
 * @param index of the stream in the container
 * @param timeBase seconds per tick
 * @param width stored, before sample aspect and rotation
 * @param height stored
 * @param sampleAspect width to height of one stored pixel
 * @param durationTicks of the track, or 0 if unknown
 */
public record VideoTrack(
        int index,
        Rational timeBase,
        int width,
        int height,
        double sampleAspect,
        Orientation orientation,
        Rational frameRate,
        long durationTicks,
        boolean encrypted) {

    /** A file may say any time: farther than this, in microseconds, is this far. */
    public static final long FAR_US = 1L << 60;

    private static final int MATRIX_NUMBERS = 9;
    private static final int ENCRYPTED_SOUND_TAG = 'e' | 'n' << 8 | 'c' << 16 | 'a' << 24;
    private static final int ENCRYPTED_TAG = 'e' | 'n' << 8 | 'c' << 16 | 'v' << 24;

    /** Beyond this a sample aspect is a mistake of the file. */
    private static final double MAX_SAMPLE_ASPECT = 16;

    public static VideoTrack of(AVFormatContext format, int index) {
        AVStream stream = format.streams(index);
        AVCodecParameters codec = stream.codecpar();
        return new VideoTrack(
                index,
                rational(stream.time_base()),
                codec.width(),
                codec.height(),
                sampleAspect(format, stream),
                orientation(codec),
                rational(av_guess_frame_rate(format, stream, null)),
                Math.max(0, stream.duration()),
                encrypted(stream));
    }

    /** Whether the container, or what FFmpeg read of the pictures, says how large they are. */
    boolean isSized() {
        return width > 0 && height > 0;
    }

    /**
     * The same, if its size is not known as large as a picture of it is; the stream says so then
     * too.
     *
     * @param frame decoded of it; without a size if none could be
     */
    public VideoTrack sized(AVFormatContext format, AVFrame frame) {
        if (isSized() || frame.width() <= 0 || frame.height() <= 0) {
            return this;
        }
        AVCodecParameters codec = format.streams(index).codecpar();
        codec.width(frame.width()).height(frame.height()).format(frame.format());
        codec.sample_aspect_ratio(frame.sample_aspect_ratio());
        return of(format, index);
    }

    private static Rational rational(AVRational from) {
        return from.den() <= 0 || from.num() <= 0
                ? Rational.UNKNOWN
                : new Rational(from.num(), from.den());
    }

    private static double sampleAspect(AVFormatContext format, AVStream stream) {
        double aspect = rational(av_guess_sample_aspect_ratio(format, stream, null)).value();
        return aspect > 1 / MAX_SAMPLE_ASPECT && aspect < MAX_SAMPLE_ASPECT ? aspect : 1;
    }

    private static Orientation orientation(AVCodecParameters codec) {
        AVPacketSideData data = sideData(codec, AV_PKT_DATA_DISPLAYMATRIX);
        if (data == null || data.size() < MATRIX_NUMBERS * Integer.BYTES) {
            return Orientation.UPRIGHT;
        }
        int[] matrix = new int[MATRIX_NUMBERS];
        data.data()
                .capacity(data.size())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer()
                .get(matrix);
        return Orientation.ofMatrix(matrix);
    }

    /** Whether the container says that a stream is, pictures or sound. */
    public static boolean encrypted(AVStream stream) {
        AVCodecParameters codec = stream.codecpar();
        return codec.codec_tag() == ENCRYPTED_TAG
                || codec.codec_tag() == ENCRYPTED_SOUND_TAG
                || sideData(codec, AV_PKT_DATA_ENCRYPTION_INIT_INFO) != null
                || av_dict_get(stream.metadata(), "enc_key_id", null, 0) != null;
    }

    private static AVPacketSideData sideData(AVCodecParameters codec, int type) {
        return codec.nb_coded_side_data() == 0
                ? null
                : av_packet_side_data_get(
                        codec.coded_side_data(), codec.nb_coded_side_data(), type);
    }

    /** Microseconds of a span of ticks, rounded down; at most {@link #FAR_US} either way. */
    public long us(long ticks) {
        long scale = timeBase.numerator() * 1_000_000L;
        long den = timeBase.denominator();
        long whole = Math.floorDiv(ticks, den);
        long most = FAR_US / Math.max(1, scale);
        if (whole >= most || whole < -most) {
            return whole < 0 ? -FAR_US : FAR_US;
        }
        long part = Math.floorMod(ticks, den);
        return whole * scale + part * (scale / den) + part * (scale % den) / den;
    }

    /** The last tick that {@link #us} still gives these microseconds or fewer for. */
    public long ticks(long us) {
        long num = timeBase.numerator() * 1_000_000L;
        long den = timeBase.denominator();
        long whole = Math.floorDiv(us + 1, num);
        long part = Math.floorMod(us + 1, num);
        return whole * den + Math.floorDiv(part * den + num - 1, num) - 1;
    }

    /** Length of one picture if the container does not say, microseconds. */
    public long usualFrameUs() {
        double rate = frameRate.value();
        return rate > 0 ? Math.round(1e6 / rate) : 0;
    }

    public int displayedWidth() {
        return orientation.swapAxes() ? height : squareWidth();
    }

    public int displayedHeight() {
        return orientation.swapAxes() ? squareWidth() : height;
    }

    private int squareWidth() {
        return Math.max(1, (int) Math.round(width * sampleAspect));
    }
}
