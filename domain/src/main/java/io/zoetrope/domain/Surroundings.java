package io.zoetrope.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the things look like among which a label is sought: what most of them share says nothing
 * about one of them. Vectors are compared less the mean, and with the directions in which all vary
 * most drawn in: whitening with a shrunken covariance (Hariharan, Malik and Ramanan, Discriminative
 * Decorrelation for Clustering and Classification, 2012), by its first directions alone.
 *
 * @param mean empty if nothing is known
 * @param directions of unit length, at right angles to each other
 * @param drawn for each direction, by which share of it a vector is drawn in, in [0,1)
 */
public record Surroundings(Vector mean, List<Vector> directions, Vector drawn) {
    public static final Surroundings UNKNOWN = new Surroundings(null, null, null);

    /** Further ones vary about as much as noise does. */
    public static final int MAX_DIRECTIONS = 12;

    /** Share of the covariance that is taken to be alike in all directions. */
    private static final double SHRINKAGE = 0.8;

    /** So many vectors say as much as is believed without any. */
    private static final double HALF_BELIEVED = 8;

    private static final int ROUNDS = 12;

    public Surroundings {
        mean = mean == null ? new Vector(null) : mean;
        directions = directions == null ? List.of() : directions;
        drawn = drawn == null ? new Vector(null) : drawn;
    }

    /** Of all its vectors. */
    long values() {
        long values = mean.dimension() + drawn.dimension();
        for (Vector direction : directions) {
            values += direction.dimension();
        }
        return values;
    }

    /**
     * @param sample of what is there, of one dimension; a few hundred say enough
     */
    public static Surroundings of(List<Vector> sample) {
        if (sample.size() < 2) {
            return UNKNOWN;
        }
        double belief = sample.size() / (sample.size() + HALF_BELIEVED);
        double[] mean = mean(sample);
        double[][] centred = centred(sample, mean);
        double total = 0;
        for (double[] row : centred) {
            total += dot(row, row) / sample.size();
        }
        double floor = SHRINKAGE * total / mean.length;
        List<Vector> directions = new ArrayList<>();
        List<Float> drawn = new ArrayList<>();
        int most = Math.min(MAX_DIRECTIONS, Math.min(mean.length, sample.size()) - 1);
        for (double[] direction : principal(centred, Math.max(0, most))) {
            double spread = (1 - SHRINKAGE) * belief * variance(centred, direction);
            directions.add(floats(direction, 1));
            drawn.add((float) (1 - Math.sqrt(floor / Math.max(1e-12, floor + spread))));
        }
        float[] shares = new float[drawn.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = drawn.get(i);
        }
        return new Surroundings(floats(mean, belief), directions, new Vector(shares));
    }

    /** How a vector stands out, normalised; zero if it does not at all. */
    public Vector around(Vector seen) {
        float[] out = seen.values().clone();
        if (mean.dimension() == out.length) {
            for (int i = 0; i < out.length; i++) {
                out[i] -= mean.values()[i];
            }
        }
        for (int d = 0; d < directions.size(); d++) {
            float[] direction = directions.get(d).values();
            if (direction.length == out.length) {
                float along = 0;
                for (int i = 0; i < out.length; i++) {
                    along += out[i] * direction[i];
                }
                for (int i = 0; i < out.length; i++) {
                    out[i] -= along * drawn.values()[d] * direction[i];
                }
            }
        }
        return normalised(out);
    }

    static Vector normalised(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < values.length; i++) {
            values[i] = length < 1e-9 ? 0 : (float) (values[i] / length);
        }
        return new Vector(values);
    }

    private static double[] mean(List<Vector> sample) {
        double[] mean = new double[sample.get(0).dimension()];
        for (Vector each : sample) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += each.values()[i] / (double) sample.size();
            }
        }
        return mean;
    }

    private static double[][] centred(List<Vector> sample, double[] mean) {
        double[][] centred = new double[sample.size()][mean.length];
        for (int row = 0; row < centred.length; row++) {
            for (int i = 0; i < mean.length; i++) {
                centred[row][i] = sample.get(row).values()[i] - mean[i];
            }
        }
        return centred;
    }

    /** Orthogonal iteration (Golub and Van Loan, Matrix Computations) from fixed first guesses. */
    private static List<double[]> principal(double[][] rows, int wanted) {
        Random random = new Random(1);
        int dimension = rows[0].length;
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            found.add(random.doubles(dimension, -1, 1).toArray());
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<double[]> next = new ArrayList<>();
            for (double[] guess : found) {
                double[] turned = new double[dimension];
                for (double[] row : rows) {
                    add(turned, row, dot(row, guess));
                }
                for (double[] before : next) {
                    add(turned, before, -dot(turned, before));
                }
                double length = Math.sqrt(dot(turned, turned));
                if (length > 1e-9) {
                    scale(turned, 1 / length);
                    next.add(turned);
                }
            }
            found = next;
        }
        return found;
    }

    private static double variance(double[][] rows, double[] direction) {
        double sum = 0;
        for (double[] row : rows) {
            double along = dot(row, direction);
            sum += along * along;
        }
        return sum / rows.length;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double[] other, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * other[i];
        }
    }

    private static void scale(double[] values, double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= by;
        }
    }

    private static Vector floats(double[] values, double times) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (times * values[i]);
        }
        return new Vector(floats);
    }
}
