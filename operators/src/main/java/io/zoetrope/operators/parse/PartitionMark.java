package io.zoetrope.operators.parse;

/**
 * How far one partition of a topic was read. Held in state.
 *
 * @param incarnation how often its offsets were seen to begin anew
 * @param offset last one read in this incarnation
 */
public record PartitionMark(String topic, int partition, int incarnation, long offset) {
    boolean isBehind(PartitionMark other) {
        return incarnation < other.incarnation
                || (incarnation == other.incarnation && offset < other.offset);
    }
}
