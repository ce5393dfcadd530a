package io.zoetrope.media.ffmpeg.picture;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import java.util.function.DoubleUnaryOperator;

/**
 * Brings a small HDR picture to what a model trained on ordinary pictures expects: light from the
 * transfer function (SMPTE ST 2084, or ARIB STD-B67), BT.2020 to BT.709 primaries, highlights
 * rolled off (Reinhard, extended), sRGB's curve. 203 cd/m² is white, as in ITU-R BT.2408. It runs
 * after scaling, on eight bits: good enough to see by, not to grade by.
 */
public final class HdrTone {
    private static final int LEVELS = 256;
    private static final int CURVE_STEPS = 4096;
    private static final double WHITE_NITS = 203;
    private static final double PQ_PEAK_NITS = 10_000;
    private static final double HLG_PEAK_NITS = 1000;

    /** Light, in multiples of white, that still comes out below 255. */
    private static final double BRIGHTEST = 1000 / WHITE_NITS;

    private static final float[][] BT2020_TO_BT709 = {
        {1.6605f, -0.5876f, -0.0728f}, {-0.1246f, 1.1329f, -0.0083f}, {-0.0182f, -0.1006f, 1.1187f}
    };

    private static final HdrTone PQ = new HdrTone(HdrTone::pq);
    private static final HdrTone HLG = new HdrTone(HdrTone::hlg);
    private static final byte[] CURVE = curve();

    private final float[] light = new float[LEVELS];

    private HdrTone(DoubleUnaryOperator transfer) {
        for (int i = 0; i < LEVELS; i++) {
            light[i] = (float) (transfer.applyAsDouble(i / (LEVELS - 1.0)) / WHITE_NITS);
        }
    }

    /**
     * @param transfer FFmpeg's number of a transfer characteristic
     * @return null if the picture needs nothing
     */
    public static HdrTone of(int transfer) {
        return transfer == AVCOL_TRC_SMPTE2084
                ? PQ
                : transfer == AVCOL_TRC_ARIB_STD_B67 ? HLG : null;
    }

    private static double pq(double signal) {
        double m1 = 2610.0 / 16384;
        double m2 = 2523.0 / 4096 * 128;
        double c1 = 3424.0 / 4096;
        double c2 = 2413.0 / 4096 * 32;
        double c3 = 2392.0 / 4096 * 32;
        double root = Math.pow(signal, 1 / m2);
        return PQ_PEAK_NITS * Math.pow(Math.max(root - c1, 0) / (c2 - c3 * root), 1 / m1);
    }

    private static double hlg(double signal) {
        double a = 0.17883277;
        double b = 1 - 4 * a;
        double c = 0.5 - a * Math.log(4 * a);
        double scene = signal <= 0.5 ? signal * signal / 3 : (Math.exp((signal - c) / a) + b) / 12;
        // The system gamma of a 1000 cd/m² display, taken for each colour on its own.
        return HLG_PEAK_NITS * Math.pow(scene, 1.2);
    }

    private static byte[] curve() {
        byte[] curve = new byte[CURVE_STEPS + 1];
        for (int i = 0; i <= CURVE_STEPS; i++) {
            // Steps are even in the square root of light: fine in the dark, where the eye is.
            double step = (double) i / CURVE_STEPS;
            double light = BRIGHTEST * step * step;
            double rolled = light * (1 + light / (BRIGHTEST * BRIGHTEST)) / (1 + light);
            double signal =
                    rolled <= 0.0031308
                            ? 12.92 * rolled
                            : 1.055 * Math.pow(rolled, 1 / 2.4) - 0.055;
            curve[i] = (byte) Math.round(255 * Math.min(1, signal));
        }
        return curve;
    }

    /** Changes packed RGB in place. */
    void apply(byte[] rgb) {
        for (int i = 0; i + 2 < rgb.length; i += 3) {
            float r = light[rgb[i] & 0xFF];
            float g = light[rgb[i + 1] & 0xFF];
            float b = light[rgb[i + 2] & 0xFF];
            for (int k = 0; k < 3; k++) {
                float[] row = BT2020_TO_BT709[k];
                rgb[i + k] = signal(row[0] * r + row[1] * g + row[2] * b);
            }
        }
    }

    private static byte signal(float light) {
        double root = Math.sqrt(Math.max(0, light) * (1 / BRIGHTEST));
        return CURVE[Math.min(CURVE_STEPS, (int) (root * CURVE_STEPS + 0.5))];
    }
}
