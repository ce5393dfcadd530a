package io.zoetrope.media;

/**
 * Key frames of one track.
 *
 * @param timesUs presentation times, ascending, microseconds from the first
 * @param positions byte offsets to read from, one for each time, where the container cannot be
 *     sought by time; empty where it can
 */
public record KeyFrameIndex(long[] timesUs, long[] positions) {}
