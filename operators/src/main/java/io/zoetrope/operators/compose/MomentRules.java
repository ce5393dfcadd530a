package io.zoetrope.operators.compose;

import java.io.Serializable;

/**
 * When a moment ends.
 *
 * @param maxUs longest moment, microseconds
 * @param minSimilarity least inner product of a frame's vector with the mean of the moment so far
 */
public record MomentRules(long maxUs, float minSimilarity) implements Serializable {
    /** Ten seconds, and frames that a person would call the same picture. */
    public static final MomentRules DEFAULT = new MomentRules(10_000_000, 0.8f);
}
