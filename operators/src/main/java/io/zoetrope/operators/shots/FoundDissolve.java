package io.zoetrope.operators.shots;

/**
 * A stretch in which one picture melts into another, or wipes it away. Held in state: components
 * may be added, none moved or taken away.
 *
 * @param distance of the two
 * @param clearness by how much it is clearer than it has to be; 0 if a state of before it was told
 */
public record FoundDissolve(long fromUs, long toUs, double distance, double clearness) {}
