package io.zoetrope.domain;

import java.util.Map;

/**
 * One message as it came from Kafka, kept unparsed so that a dead letter can carry it back.
 *
 * @param topic where it was read, or empty if it did not come from a topic
 * @param partition Kafka partition
 * @param offset Kafka offset
 * @param timestampMs Kafka timestamp, epoch milliseconds; 0 if the message has none
 * @param key message key as UTF-8, or empty
 * @param headers header values as UTF-8; the last one wins if a name repeats
 * @param value message bytes; shared, never changed
 */
public record RawEvent(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        String key,
        Map<String, String> headers,
        byte[] value) {

    public RawEvent {
        timestampMs = Math.max(0, timestampMs);
        topic = topic == null ? "" : topic;
        key = key == null ? "" : key;
        headers = headers == null ? Map.of() : headers;
        value = value == null ? new byte[0] : value;
    }

    /** The same, but not later than this. */
    public RawEvent notAfter(long latestMs) {
        return timestampMs <= latestMs
                ? this
                : new RawEvent(topic, partition, offset, latestMs, key, headers, value);
    }
}
