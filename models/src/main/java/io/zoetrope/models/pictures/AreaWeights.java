package io.zoetrope.models.pictures;

/**
 * Along one axis, the share of each source pixel in each target pixel: the area that it covers when
 * reducing, linear interpolation when enlarging. The shares of one target pixel sum to 1.
 */
final class AreaWeights {
    private final int[] first;
    private final float[][] weights;

    private AreaWeights(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * @param from start of the part that is taken, in source pixels
     * @param length of that part
     * @param source pixels of the axis
     * @param target pixels to make
     */
    static AreaWeights of(double from, double length, int source, int target) {
        int[] first = new int[target];
        float[][] weights = new float[target][];
        double step = length / target;
        for (int i = 0; i < target; i++) {
            double start = from + i * step;
            if (step >= 1) {
                area(i, start, start + step, source, first, weights);
            } else {
                linear(i, start + step / 2 - 0.5, source, first, weights);
            }
        }
        return new AreaWeights(first, weights);
    }

    private static void area(
            int i, double start, double end, int source, int[] first, float[][] weights) {
        int low = Math.max(0, (int) Math.floor(start + 1e-9));
        int high = Math.min(source, (int) Math.ceil(end - 1e-9));
        first[i] = low;
        weights[i] = new float[high - low];
        for (int s = low; s < high; s++) {
            double covered = Math.min(end, s + 1) - Math.max(start, s);
            weights[i][s - low] = (float) (covered / (end - start));
        }
    }

    private static void linear(int i, double centre, int source, int[] first, float[][] weights) {
        double at = Math.min(source - 1, Math.max(0, centre));
        int low = (int) at;
        float share = (float) (at - low);
        first[i] = low;
        weights[i] = low + 1 < source ? new float[] {1 - share, share} : new float[] {1};
    }

    int size() {
        return first.length;
    }

    int first(int target) {
        return first[target];
    }

    int count(int target) {
        return weights[target].length;
    }

    float weight(int target, int index) {
        return weights[target][index];
    }

    /**
     * @param pixels three bytes each
     * @param at where the row starts
     */
    float[] applyToRow(byte[] pixels, int at) {
        float[] out = new float[first.length * 3];
        for (int t = 0; t < first.length; t++) {
            float a = 0;
            float b = 0;
            float c = 0;
            int p = at + first[t] * 3;
            for (float weight : weights[t]) {
                a += weight * (pixels[p] & 0xff);
                b += weight * (pixels[p + 1] & 0xff);
                c += weight * (pixels[p + 2] & 0xff);
                p += 3;
            }
            out[t * 3] = a;
            out[t * 3 + 1] = b;
            out[t * 3 + 2] = c;
        }
        return out;
    }
}
