package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;
import java.util.Arrays;

/** How far pictures between two others are from the one to the other. For one thread. */
final class BlockChange {
    /** A block that has gone so far back has turned round. */
    private static final double MOST_BACK = 0.12;

    /** More at once is a cut. */
    private static final double MOST_AT_ONCE = 0.4;

    private static final double MOST_ASIDE_OF_BLOCKS = 0.3;

    /** Few blocks are between the two pictures at once; all half way are 0.25. */
    private static final double MOST_MIXED = 0.1;

    /**
     * What a block changes by itself against what all do: .05 to .2 by exposure, .2 to 6 by
     * melting.
     */
    private static final double MOST_OF_OWN = 0.2;

    private static final int PLANES = FrameSignatures.PLANES;

    private final double[] from;
    private final double[] step;
    private final double squares;
    private final double[] blockSquares = new double[FrameSignatures.BLOCKS];
    private final double[] shares = new double[FrameSignatures.BLOCKS];
    private double share;
    private double lastShare;
    private double aside;
    private double blocksAside;
    private double back;
    private double mixed;

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
            blockSquares[i / PLANES] += step[i] * step[i];
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
            double[] steps = new double[FrameSignatures.BLOCKS];
            for (int block = 0; block < steps.length; block++) {
                steps[block] = step[block * PLANES + plane];
            }
            common[plane] = median(steps);
            size += square(common[plane]);
        }
        double[] own = new double[FrameSignatures.BLOCKS];
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
        lastShare = share;
        double dot = 0;
        double gone = 0;
        double beside = 0;
        back = 0;
        mixed = 0;
        for (int block = 0; block < shares.length; block++) {
            double ownDot = 0;
            double ownGone = 0;
            for (int i = block * PLANES; i < (block + 1) * PLANES; i++) {
                double moved = means[i] - from[i];
                ownDot += moved * step[i];
                ownGone += moved * moved;
            }
            dot += ownDot;
            gone += ownGone;
            double own = blockSquares[block] == 0 ? 0 : ownDot / blockSquares[block];
            double inside = Math.max(0, Math.min(1, own));
            beside +=
                    Math.max(
                            0,
                            ownGone - 2 * inside * ownDot + square(inside) * blockSquares[block]);
            back += Math.max(0, shares[block] - inside) * blockSquares[block];
            mixed += inside * (1 - inside) * blockSquares[block];
            shares[block] = inside;
        }
        share = dot / squares;
        aside = Math.sqrt(Math.max(0, gone - share * dot) / squares);
        blocksAside = Math.sqrt(beside / squares);
        back /= squares;
        mixed /= squares;
    }

    /** How far the picture is on its way: 0 for the first, 1 for the last. */
    double share() {
        return share;
    }

    /** How far it lies beside that way, as a part of its length. */
    double aside() {
        return aside;
    }

    /**
     * Whether each block is on its own way, no less far than in the picture before, and few are in
     * the middle of it.
     */
    boolean goesOn() {
        return blocksAside <= MOST_ASIDE_OF_BLOCKS
                && back <= MOST_BACK
                && mixed <= MOST_MIXED
                && share - lastShare <= MOST_AT_ONCE;
    }

    /** Whether the last picture that was looked at leaves no more than a step to the end. */
    boolean ends() {
        return 1 - share <= MOST_AT_ONCE;
    }

    private static double square(double value) {
        return value * value;
    }
}
