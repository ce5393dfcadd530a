package io.zoetrope.models.runtime.speech;

/**
 * Whisper's log-mel spectrogram (Radford et al. 2022, arXiv:2212.04356): windows of 25 ms every 10
 * ms at 16 kHz, Slaney's mel scale and norm, a floor of eight decades below the loudest.
 * Thread-safe.
 */
final class LogMel {
    static final int SAMPLE_RATE = 16_000;
    static final int HOP = 160;

    private static final int WINDOW = 400;
    private static final int BINS = WINDOW / 2 + 1;
    private static final double FLOOR = 1e-10;

    private final int rows;
    private final float[] hann = new float[WINDOW];
    private final double[][] filters;
    private final Fourier fourier = new Fourier(WINDOW);

    /**
     * @param rows mel bands
     */
    LogMel(int rows) {
        this.rows = rows;
        this.filters = filters(rows);
        for (int i = 0; i < WINDOW; i++) {
            hann[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
        }
    }

    /**
     * @param samples at 16 kHz, more than 200 of them
     * @return row by row, one column for each {@link #HOP} samples
     */
    float[] of(float[] samples) {
        int columns = samples.length / HOP;
        double[] power = new double[BINS];
        double[] real = new double[WINDOW];
        double[] imaginary = new double[WINDOW];
        float[] mel = new float[rows * columns];
        double loudest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < columns; t++) {
            window(samples, t * HOP - WINDOW / 2, real);
            fourier.power(real, imaginary, power);
            for (int r = 0; r < rows; r++) {
                double value = Math.log10(Math.max(FLOOR, dot(filters[r], power)));
                mel[r * columns + t] = (float) value;
                loudest = Math.max(loudest, value);
            }
        }
        for (int i = 0; i < mel.length; i++) {
            mel[i] = (float) ((Math.max(mel[i], loudest - 8) + 4) / 4);
        }
        return mel;
    }

    /** What lies before the first and after the last sample is mirrored. */
    private void window(float[] samples, int from, double[] into) {
        int last = samples.length - 1;
        for (int i = 0; i < WINDOW; i++) {
            int at = Math.abs(from + i);
            into[i] = hann[i] * samples[at > last ? 2 * last - at : at];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Triangles of equal area over {@code rows} bands from 0 Hz to half the sample rate. */
    private static double[][] filters(int rows) {
        double[] edges = new double[rows + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertz(mel(SAMPLE_RATE / 2.0) * i / (rows + 1));
        }
        double[][] filters = new double[rows][BINS];
        for (int r = 0; r < rows; r++) {
            for (int b = 0; b < BINS; b++) {
                double f = (double) b * SAMPLE_RATE / WINDOW;
                double up = (f - edges[r]) / (edges[r + 1] - edges[r]);
                double down = (edges[r + 2] - f) / (edges[r + 2] - edges[r + 1]);
                double area = 2 / (edges[r + 2] - edges[r]);
                filters[r][b] = Math.max(0, Math.min(up, down)) * area;
            }
        }
        return filters;
    }

    /** Slaney's scale: linear to 1 kHz, logarithmic above. */
    private static double mel(double hertz) {
        return hertz < 1000 ? hertz * 3 / 200 : 15 + Math.log(hertz / 1000) * 27 / Math.log(6.4);
    }

    private static double hertz(double mel) {
        return mel < 15 ? mel * 200 / 3 : 1000 * Math.exp(Math.log(6.4) * (mel - 15) / 27);
    }
}
