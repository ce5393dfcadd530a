package io.zoetrope.models.runtime.speech;

/**
 * Discrete Fourier transform of one size, halved as long as it is even (Cooley and Tukey 1965).
 * Thread-safe.
 */
final class Fourier {
    private final int size;
    private final double[] cosines;
    private final double[] sines;

    Fourier(int size) {
        this.size = size;
        this.cosines = new double[size];
        this.sines = new double[size];
        for (int i = 0; i < size; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / size);
            sines[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /**
     * @param signal real, {@code size} long; changed
     * @param scratch {@code size} long; changed
     * @param power gets the squared magnitude of the first {@code power.length} frequencies
     */
    void power(double[] signal, double[] scratch, double[] power) {
        java.util.Arrays.fill(scratch, 0);
        double[][] spectrum = transform(signal, scratch);
        for (int k = 0; k < power.length; k++) {
            double re = spectrum[0][k];
            double im = spectrum[1][k];
            power[k] = re * re + im * im;
        }
    }

    private double[][] transform(double[] re, double[] im) {
        int n = re.length;
        if (n % 2 != 0) {
            return direct(re, im);
        }
        int half = n / 2;
        double[][] even = new double[2][half];
        double[][] odd = new double[2][half];
        for (int i = 0; i < half; i++) {
            even[0][i] = re[2 * i];
            even[1][i] = im[2 * i];
            odd[0][i] = re[2 * i + 1];
            odd[1][i] = im[2 * i + 1];
        }
        even = transform(even[0], even[1]);
        odd = transform(odd[0], odd[1]);
        double[][] out = new double[2][n];
        int step = size / n;
        for (int k = 0; k < half; k++) {
            double c = cosines[k * step];
            double s = sines[k * step];
            double tre = c * odd[0][k] - s * odd[1][k];
            double tim = c * odd[1][k] + s * odd[0][k];
            out[0][k] = even[0][k] + tre;
            out[1][k] = even[1][k] + tim;
            out[0][k + half] = even[0][k] - tre;
            out[1][k + half] = even[1][k] - tim;
        }
        return out;
    }

    private double[][] direct(double[] re, double[] im) {
        int n = re.length;
        int step = size / n;
        double[][] out = new double[2][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                int at = k * i % n * step;
                out[0][k] += re[i] * cosines[at] - im[i] * sines[at];
                out[1][k] += re[i] * sines[at] + im[i] * cosines[at];
            }
        }
        return out;
    }
}
