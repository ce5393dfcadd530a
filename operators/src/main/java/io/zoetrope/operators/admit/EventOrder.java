package io.zoetrope.operators.admit;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.VideoArrival;

/**
 * Where an event stands among the events of one uri. Sequencers decide if both have one and they
 * differ; else, within one partition, its incarnation and then the offset; else Kafka's timestamps.
 * Held in state: components may be added, none moved or taken away.
 *
 * @param incarnation see {@link VideoArrival#incarnation}
 */
public record EventOrder(
        String sequencer,
        String topic,
        int partition,
        long offset,
        long timestampMs,
        int incarnation) {
    static EventOrder of(VideoArrival arrival) {
        RawEvent event = arrival.event();
        return new EventOrder(
                arrival.notice().sequencer(),
                event.topic(),
                event.partition(),
                event.offset(),
                event.timestampMs(),
                arrival.incarnation());
    }

    /** Whether this one came before the other; false if they are the same or it is unknown. */
    boolean isBefore(EventOrder other) {
        if (!sequencer.isEmpty()
                && !other.sequencer.isEmpty()
                && !sequencer.equals(other.sequencer)) {
            return sequencer.compareTo(other.sequencer) < 0;
        }
        if (!topic.equals(other.topic) || partition != other.partition) {
            return timestampMs < other.timestampMs;
        }
        return incarnation == other.incarnation
                ? offset < other.offset
                : incarnation < other.incarnation;
    }
}
