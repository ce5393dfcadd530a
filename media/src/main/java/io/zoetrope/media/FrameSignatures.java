package io.zoetrope.media;

import java.io.Serializable;

/**
 * Signatures of decoded frames, by which shots are told apart; no picture can be made of them. One
 * is {@link #BYTES} bytes: for each of {@link #BLOCKS} blocks of the picture, rows top to bottom,
 * and of each of {@link #PLANES} planes (light, blue, red) a histogram of {@link #BINS} bins,
 * unsigned, which add up to about 255; then the stored width and height, 16 bits each.
 *
 * @param timesUs media times, ascending
 * @param bytes one signature for each time, in order
 */
public record FrameSignatures(long[] timesUs, byte[] bytes) implements Serializable {
    public static final int COLUMNS = 4;
    public static final int BLOCKS = 16;
    public static final int PLANES = 3;
    public static final int BINS = 16;
    public static final int BYTES = BLOCKS * PLANES * BINS + 2 * Short.BYTES;

    /** A pass gives those of its first frames: more than any segment has. */
    public static final int MOST = 8192;

    public static final FrameSignatures NONE = new FrameSignatures(new long[0], new byte[0]);

    public int count() {
        return timesUs.length;
    }
}
