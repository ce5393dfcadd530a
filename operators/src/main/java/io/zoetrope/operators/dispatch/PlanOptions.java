package io.zoetrope.operators.dispatch;

import java.io.Serializable;

/**
 * Bounds of planning.
 *
 * @param segmentUs length to aim at, microseconds
 * @param maxDurationUs longest video that is taken without a limit of its own, microseconds
 * @param maxSegments most segments of one video
 */
public record PlanOptions(long segmentUs, long maxDurationUs, int maxSegments)
        implements Serializable {}
