package io.zoetrope.operators.shots;

import io.zoetrope.domain.ModelRef;

/**
 * When a frame begins a shot. Distances are medians over the blocks of a picture, 0 for equal
 * histograms, 1 for histograms that share nothing.
 *
 * @param window frames on each side that a cut has to stand out from
 * @param ratio how often the mean of those a cut is
 * @param leastCut distance below which two frames are of one shot
 * @param leastResized the same if the size of the picture changes with it
 * @param shortestUs no shot is shorter: what is gone sooner was a flash
 * @param leastDissolve distance of two pictures that one may melt into the other
 * @param longestUs longest dissolve
 * @param leastSparse distance of two key frames that lie further apart than {@code sparseUs}, below
 *     which they are of one shot
 * @param sparseUs frames further apart than this say nothing of how a picture moves
 */
public record ShotRules(
        int window,
        double ratio,
        double leastCut,
        double leastResized,
        long shortestUs,
        double leastDissolve,
        long longestUs,
        double leastSparse,
        long sparseUs) {
    /** What shots are said to be found by: its version changes if they would be others. */
    public static final ModelRef MODEL = new ModelRef("shot-rules", "5");

    /** For everything (docs/decisions/0016). */
    public static final ShotRules DEFAULT =
            new ShotRules(3, 2.2, 0.15, 0.3, 320_000, 0.2, 2_700_000, 0.35, 450_000);
}
