package io.zoetrope.operators;

import io.zoetrope.media.FrameSignatures;
import java.util.List;

/** Signatures of frames, 25 a second, of which each shot has one picture. */
public final class TestingSignatures {
    public static final long FRAME_US = 40_000;

    private TestingSignatures() {}

    /**
     * @param cutsUs where other pictures begin, in the whole video
     */
    public static FrameSignatures of(long startUs, long endUs, List<Long> cutsUs) {
        return every(FRAME_US, startUs, endUs, cutsUs);
    }

    /** The same at another rate. */
    public static FrameSignatures every(long frameUs, long startUs, long endUs, List<Long> cutsUs) {
        int count = (int) ((endUs - startUs + frameUs - 1) / frameUs);
        long[] timesUs = new long[count];
        byte[] bytes = new byte[count * FrameSignatures.BYTES];
        for (int i = 0; i < count; i++) {
            long us = startUs + i * frameUs;
            timesUs[i] = us;
            long shot = cutsUs.stream().filter(cut -> cut <= us).count();
            sign(bytes, i * FrameSignatures.BYTES, (int) shot);
        }
        return new FrameSignatures(timesUs, bytes);
    }

    /** All blocks of a frame have one bin, another one in each shot. */
    private static void sign(byte[] bytes, int at, int shot) {
        int histograms = FrameSignatures.BLOCKS * FrameSignatures.PLANES;
        for (int i = 0; i < histograms; i++) {
            bytes[at + i * FrameSignatures.BINS + 4 + (shot + i) % 8] = (byte) 255;
        }
    }
}
