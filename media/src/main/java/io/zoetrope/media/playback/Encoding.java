package io.zoetrope.media.playback;

import java.io.Serializable;

/**
 * How pictures and sound are encoded that are not copied.
 *
 * @param encoder FFmpeg's name of an encoder of H.264
 * @param bitRate bits a second that pictures of 1920×1080 at 30 a second are to have; others have
 *     more or less, see {@link #bitRate(PictureSize, double)}
 * @param soundBitRate bits a second of each channel
 */
public record Encoding(String encoder, int bitRate, int soundBitRate) implements Serializable {
    /** Cisco's encoder, which every build of FFmpeg's libraries that comes with this has. */
    public static final String OPENH264 = "libopenh264";

    public static final Encoding DEFAULT = new Encoding(OPENH264, 5_000_000, 64_000);

    private static final int LEAST = 100_000;
    private static final double USUAL_RATE = 30;
    private static final double USUAL_PIXELS = 1920 * 1080;

    /** Larger pictures are smoother: twice the pixels need 1.7 times the bits. */
    private static final double PIXELS_POWER = 0.75;

    /** And more pictures a second are more alike. */
    private static final double RATE_POWER = 0.5;

    public Encoding {
        if (!encoder.matches("[a-z0-9_]{1,32}")) {
            throw new IllegalArgumentException("no name of an encoder: " + encoder);
        }
        if (bitRate < LEAST || soundBitRate < 8_000) {
            throw new IllegalArgumentException(
                    "too few bits a second: " + bitRate + " for pictures, " + soundBitRate);
        }
    }

    public Encoding withEncoder(String name) {
        return new Encoding(name, bitRate, soundBitRate);
    }

    public Encoding withBitRate(int bitsPerSecond) {
        return new Encoding(encoder, bitsPerSecond, soundBitRate);
    }

    /**
     * Bits a second of pictures of a size.
     *
     * @param frameRate pictures a second; 0 if not known
     */
    public int bitRate(PictureSize size, double frameRate) {
        double pixels = (double) size.width() * size.height() / USUAL_PIXELS;
        double rate = frameRate > 0 ? Math.min(frameRate, 2 * USUAL_RATE) : USUAL_RATE;
        double bits =
                bitRate * Math.pow(pixels, PIXELS_POWER) * Math.pow(rate / USUAL_RATE, RATE_POWER);
        return (int) Math.max(LEAST, Math.round(bits));
    }
}
