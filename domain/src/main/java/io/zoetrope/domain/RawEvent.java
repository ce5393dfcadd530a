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

    /** No message. */
    public static final RawEvent NONE = of(new byte[0], 0);

    public RawEvent {
        timestampMs = Math.max(0, timestampMs);
        topic = topic == null ? "" : topic;
        key = key == null ? "" : key;
        headers = headers == null ? Map.of() : headers;
        value = value == null ? new byte[0] : value;
    }

    /** Of a value alone: in no topic, without key or headers. */
    public static RawEvent of(byte[] value, long timestampMs) {
        return new RawEvent("", 0, 0, timestampMs, "", Map.of(), value);
    }

    /** The same, as it would be read there. */
    public RawEvent at(String fromTopic, int fromPartition, long atOffset) {
        return new RawEvent(fromTopic, fromPartition, atOffset, timestampMs, key, headers, value);
    }

    public RawEvent withKey(String newKey) {
        return new RawEvent(topic, partition, offset, timestampMs, newKey, headers, value);
    }

    public RawEvent withHeaders(Map<String, String> newHeaders) {
        return new RawEvent(topic, partition, offset, timestampMs, key, newHeaders, value);
    }

    /** The same, but not later than this. */
    public RawEvent notAfter(long latestMs) {
        return timestampMs <= latestMs
                ? this
                : new RawEvent(topic, partition, offset, latestMs, key, headers, value);
    }
}
