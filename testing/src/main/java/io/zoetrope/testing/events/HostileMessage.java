package io.zoetrope.testing.events;

import java.util.Map;

/**
 * One Kafka message, whatever its makers were thinking.
 *
 * @param key may be null
 * @param headers values may be null
 * @param value may be null
 * @param timestampMs any number
 */
public record HostileMessage(
        byte[] key, Map<String, byte[]> headers, byte[] value, long timestampMs) {}
