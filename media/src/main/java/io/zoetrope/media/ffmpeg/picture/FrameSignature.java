package io.zoetrope.media.ffmpeg.picture;

/**
 * A frame reduced to a few cells of light and colour, of which its signature is made.
 *
 * @param light one value 0..255 for each cell, rows top to bottom
 * @param blue difference of blue, 0..255, 128 for grey
 * @param red difference of red, 0..255, 128 for grey
 */
public record FrameSignature(byte[] light, byte[] blue, byte[] red) {
    static final int WIDTH = 64;
    static final int HEIGHT = 36;
    static final int CELLS = WIDTH * HEIGHT;

    public FrameSignature() {
        this(new byte[CELLS], new byte[CELLS], new byte[CELLS]);
    }
}
