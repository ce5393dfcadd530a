package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;
import java.util.Arrays;

/** How far pictures between two others are from the one to the other. For one thread. */
final class BlockChange {
    /**
     * What a block changes by itself against what all do: .05 to .2 by exposure, .2 to 6 by
     * melting.
     */
    private static final double MOST_OF_OWN = 0.28;

    private static final int PLANES = FrameSignatures.PLANES;

    private final double[] from;
    private final double[] step;
    private final double squares;
    private double share;
    private double aside;

    /**
     * @param from means of the blocks' planes
     * @param to the same
     */
    BlockChange(double[] from, double[] to) {
        this.from = from;
        this.step = new double[from.length];
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            step[i] = to[i] - from[i];
            sum += step[i] * step[i];
        }
        this.squares = sum;
    }

    double length() {
        return Math.sqrt(squares);
    }

    /**
     * Whether most blocks change alike, as when a camera's exposure or colours follow what came or
     * went: of another picture they change each by its own.
     */
    boolean isEven() {
        double[] common = new double[PLANES];
        double size = 0;
        for (int plane = 0; plane < PLANES; plane++) {
            double[] steps = new double[step.length / PLANES];
            for (int block = 0; block < steps.length; block++) {
                steps[block] = step[block * PLANES + plane];
            }
            common[plane] = median(steps);
            size += square(common[plane]);
        }
        double[] own = new double[step.length / PLANES];
        for (int i = 0; i < step.length; i++) {
            own[i / PLANES] += square(step[i] - common[i % PLANES]);
        }
        return median(own) <= square(MOST_OF_OWN) * size;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    /**
     * Looks at the next picture in between.
     *
     * @param means of its blocks' planes
     */
    void look(double[] means) {
        double dot = 0;
        double gone = 0;
        for (int i = 0; i < step.length; i++) {
            double moved = means[i] - from[i];
            dot += moved * step[i];
            gone += moved * moved;
        }
        share = dot / squares;
        aside = Math.sqrt(Math.max(0, gone - share * dot) / squares);
    }

    /** How far the picture is on its way: 0 for the first, 1 for the last. */
    double share() {
        return share;
    }

    /** How far it lies beside that way, as a part of its length. */
    double aside() {
        return aside;
    }

    private static double square(double value) {
        return value * value;
    }
}
