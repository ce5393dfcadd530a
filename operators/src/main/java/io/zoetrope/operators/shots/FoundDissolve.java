package io.zoetrope.operators.shots;

/**
 * A stretch in which one picture melts into another.
 *
 * @param distance of the two
 */
public record FoundDissolve(long fromUs, long toUs, double distance) {}
