package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.media.SoundPiece;

/** A picture of sound for people: its peaks over time, drawn into plain pixels. For one thread. */
final class Waveform {
    private static final int RGB = 3;
    private static final byte[] GROUND = {(byte) 0x14, (byte) 0x1A, (byte) 0x24};
    private static final byte[] LINE = {(byte) 0x5B, (byte) 0xC0, (byte) 0xEB};
    private static final int FULL = 1 << 15;

    private final int width;
    private final int height;
    private final long first;
    private final long count;
    private final short[] least;
    private final short[] most;
    private boolean any;

    /**
     * @param startUs media time at its left edge
     * @param endUs media time at its right edge
     */
    Waveform(int width, int height, long startUs, long endUs) {
        this.width = width;
        this.height = height;
        this.first = SoundPiece.firstAt(startUs);
        this.count = Math.max(1, SoundPiece.firstAt(endUs) - first);
        this.least = new short[width];
        this.most = new short[width];
    }

    /** What lies outside of its time is not drawn. */
    void add(SoundPiece piece) {
        long at = piece.first() - first;
        for (short sample : piece.samples()) {
            if (at >= 0 && at < count) {
                int column = (int) (at * width / count);
                least[column] = (short) Math.min(least[column], sample);
                most[column] = (short) Math.max(most[column], sample);
                any = true;
            }
            at++;
        }
    }

    /** Whether there was anything to draw. */
    boolean any() {
        return any;
    }

    /** Packed RGB, rows top to bottom. */
    byte[] draw() {
        byte[] rgb = new byte[width * height * RGB];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = GROUND[i % RGB];
        }
        for (int column = 0; column < width; column++) {
            int top = row(most[column]);
            int bottom = row(least[column]);
            for (int y = top; y <= bottom; y++) {
                System.arraycopy(LINE, 0, rgb, (y * width + column) * RGB, RGB);
            }
        }
        return rgb;
    }

    private int row(int sample) {
        int middle = height / 2;
        return Math.max(0, Math.min(height - 1, middle - sample * middle / FULL));
    }
}
