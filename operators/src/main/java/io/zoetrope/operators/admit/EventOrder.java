package io.zoetrope.operators.admit;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.VideoArrival;

/**
 * Where an event stands among the events of one uri. Sequencers decide where both have one; else
 * the offset within one partition; else Kafka's timestamps.
 */
public record EventOrder(
        String sequencer, String topic, int partition, long offset, long timestampMs) {
    static EventOrder of(VideoArrival arrival) {
        RawEvent event = arrival.event();
        return new EventOrder(
                arrival.sequencer(),
                event.topic(),
                event.partition(),
                event.offset(),
                event.timestampMs());
    }

    /** Whether this one came before the other; false where they are the same or cannot be told. */
    boolean isBefore(EventOrder other) {
        if (!sequencer.isEmpty() && !other.sequencer.isEmpty()) {
            return sequencer.compareTo(other.sequencer) < 0;
        }
        if (topic.equals(other.topic) && partition == other.partition) {
            return offset < other.offset;
        }
        return timestampMs < other.timestampMs;
    }
}
