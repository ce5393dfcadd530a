package io.zoetrope.operators.parse;

import io.zoetrope.domain.RawEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells when a topic was made anew: a partition is read in order of its offsets, so one that is not
 * higher than the last begins another incarnation. No clock is asked. For one thread.
 */
final class TopicHistory {
    private record Partition(String topic, int number) {}

    private final Map<Partition, PartitionMark> marks = new HashMap<>();
    private final Set<Partition> read = new HashSet<>();

    /** Takes over what a subtask remembered; of several marks of one partition the last holds. */
    void restore(PartitionMark mark) {
        marks.merge(
                new Partition(mark.topic(), mark.partition()),
                mark,
                (a, b) -> a.isBehind(b) ? b : a);
    }

    /** That of the event's partition so far; the first is 0. */
    int incarnation(RawEvent event) {
        PartitionMark last = marks.get(new Partition(event.topic(), event.partition()));
        return last == null ? 0 : last.incarnation();
    }

    /**
     * @return the event's incarnation, one more than that of its partition so far if it begins anew
     */
    int note(RawEvent event) {
        Partition partition = new Partition(event.topic(), event.partition());
        PartitionMark last = marks.get(partition);
        int incarnation = incarnation(event);
        if (last != null && event.offset() <= last.offset()) {
            incarnation++;
        }
        marks.put(
                partition,
                new PartitionMark(event.topic(), event.partition(), incarnation, event.offset()));
        read.add(partition);
        return incarnation;
    }

    /**
     * What to keep: the partitions read here. One subtask keeps those of others too, so that none
     * is lost that nobody has read since a restore.
     */
    List<PartitionMark> marks(boolean all) {
        List<PartitionMark> kept = new ArrayList<>();
        marks.forEach(
                (partition, mark) -> {
                    if (all || read.contains(partition)) {
                        kept.add(mark);
                    }
                });
        return kept;
    }
}
