package io.zoetrope.media.ffmpeg.demux;

import io.zoetrope.domain.Rational;
import java.math.BigInteger;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * What is said of how the pictures of a track are coded, in FFmpeg's numbers.
 *
 * @param aspect of a stored pixel, {@link Rational#UNKNOWN} if nothing says it
 * @param rate pictures a second, likewise
 * @param delay how many pictures are decoded before the first is shown
 */
record Coding(
        int width,
        int height,
        int pixelFormat,
        Rational aspect,
        Rational rate,
        int profile,
        int level,
        int bits,
        int delay,
        Colours colours) {

    /** What the numbers of its pixels mean. */
    record Colours(int range, int primaries, int transfer, int space, int chroma) {
        private static Colours of(AVCodecParameters from) {
            return new Colours(
                    from.color_range(),
                    from.color_primaries(),
                    from.color_trc(),
                    from.color_space(),
                    from.chroma_location());
        }

        private void into(AVCodecParameters to) {
            to.color_range(range).color_primaries(primaries).color_trc(transfer);
            to.color_space(space).chroma_location(chroma);
        }
    }

    static Coding of(AVCodecParameters from) {
        return new Coding(
                from.width(),
                from.height(),
                from.format(),
                ratio(from.sample_aspect_ratio()),
                ratio(from.framerate()),
                from.profile(),
                from.level(),
                from.bits_per_raw_sample(),
                from.video_delay(),
                Colours.of(from));
    }

    private static Rational ratio(AVRational of) {
        return ratio(of.num(), of.den());
    }

    /**
     * In lowest terms.
     *
     * @param numerator at least 0
     * @param denominator at least 0
     * @throws IllegalArgumentException if it has no such
     */
    static Rational ratio(long numerator, long denominator) {
        if (numerator <= 0 || denominator <= 0) {
            return Rational.UNKNOWN;
        }
        long most =
                BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).longValueExact();
        long over = numerator / most;
        long under = denominator / most;
        if (over > Integer.MAX_VALUE || under > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a ratio of large numbers");
        }
        return new Rational((int) over, (int) under);
    }

    void into(AVCodecParameters to) {
        to.width(width).height(height).format(pixelFormat);
        to.sample_aspect_ratio().num(aspect.numerator()).den(aspect.denominator());
        to.framerate().num(rate.numerator()).den(rate.denominator());
        to.profile(profile).level(level).bits_per_raw_sample(bits).video_delay(delay);
        colours.into(to);
    }
}
